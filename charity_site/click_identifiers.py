"""What advertisers and senders add to an address to follow whoever clicks. Pure."""

from __future__ import annotations

from urllib.parse import unquote_plus

PREFIXES = ("utm_", "hsa_", "mtm_", "matomo_", "pk_", "piwik_", "vero_", "at_custom")
_WRITTEN = """
    __hsfp __hssc __hstc __s _branch_match_id _branch_referrer _ga _gac _gl _hsenc _hsmi _ke _kx
    _oly_anon_id _oly_enc_id _openstat at_campaign at_medium bbeml bsft_clkid campaignid cjdata
    cjevent ck_subscriber_id cmpid cvid dclid dm_i ef_id elqtrackid epik et_rid fb_action_ids
    fb_action_types fb_ref fb_source fbaid fbclid gad gad_campaignid gad_source gbraid gclid
    gclsrc gdffi gdfms gdftrk gpsrc guccounter guce_referrer guce_referrer_sig hsctatracking
    icid igsh igshid inner_clid irclickid irgwc itm_campaign itm_content itm_medium itm_source
    itm_term kclickid li_fat_id lmsid mbuid mc_cid mc_eid mc_tc mkcid mkevt mkrid mkt_tok
    ml_subscriber ml_subscriber_hash msclkid mtrid nb_expid_meta nr_email_referer obclid
    oly_anon_id oly_enc_id os_ehash otc pp_campaign rb_clickid rdt_cid redirect_log_mongo_id
    s_cid s_kwcid sb_referer_host sc_cid sccid sfmc_id sfmc_sub si soc_src soc_trk spm sref
    srsltid sscid ssp_iaba ssp_iabi tblci tduid trackid trk_contact trk_module trk_msg trk_sid
    ttclid tw_campaign tw_medium tw_source twclid unicorn_click_id vgo_ee wbraid wickedid
    wickedsource xtor yclid ygclid ymclid ysclid zanpid
"""
NAMES = frozenset(_WRITTEN.split())


def without(query: str) -> str:
    """A query string without them; all else as it was, letter by letter and in its order."""
    if not query:
        return query
    return "&".join(part for part in query.split("&") if not _follows(part))


def _follows(part: str) -> bool:
    name = unquote_plus(part.partition("=")[0], errors="replace").strip().lower()
    return name in NAMES or name.startswith(PREFIXES)
