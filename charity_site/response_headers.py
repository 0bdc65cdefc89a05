"""What every answer to a visitor says about itself, so that a browser does nothing beyond it.

Why each stands there, and what Wagtail's admin needs instead: docs/decisions/0021-headers.md.
"""

from __future__ import annotations

from collections.abc import Mapping

SELF, NONE = "'self'", "'none'"
Policy = Mapping[str, str]

# Every feature that a page could ask for, as far as Chromium knows it: one that it does not know,
# or only on trial, it would name as an error in the console of every page.
FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "captured-surface-control",
    "compute-pressure",
    "cross-origin-isolated",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "interest-cohort",
    "keyboard-map",
    "language-detector",
    "language-model",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "private-state-token-issuance",
    "private-state-token-redemption",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "speaker-selection",
    "storage-access",
    "summarizer",
    "sync-xhr",
    "translator",
    "unload",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in FEATURES)

# A page loads its style sheet, its script and its pictures from this site, and nothing else. It may
# ask this site for more: leave.js sends a form so, and an audit of the page reads robots.txt so.
PAGE: Policy = {
    "default-src": NONE,
    "script-src": SELF,
    "style-src": SELF,
    "img-src": SELF,
    "connect-src": SELF,
    "form-action": NONE,
    "base-uri": NONE,
    "frame-ancestors": NONE,
    "require-trusted-types-for": "'script'",
    "trusted-types": NONE,
}
PAGE_WITH_A_FORM: Policy = {**PAGE, "form-action": SELF}
# The explorer of the API draws its icons from data: addresses, and writes HTML of its own.
API_EXPLORER: Policy = {
    **{name: value for name, value in PAGE.items() if "trusted-types" not in name},
    "img-src": f"{SELF} data:",
}
# A file that is opened instead of kept: nothing in it runs or loads.
FILE: Policy = {"default-src": NONE, "frame-ancestors": NONE, "sandbox": ""}
# What the admin cannot do without is said in the decision.
ADMIN: Policy = {
    "default-src": SELF,
    "script-src": f"{SELF} 'unsafe-inline'",
    "style-src": f"{SELF} 'unsafe-inline'",
    "img-src": f"{SELF} data: blob:",
    "font-src": f"{SELF} data:",
    "connect-src": SELF,
    "frame-src": SELF,
    "worker-src": NONE,
    "object-src": NONE,
    "manifest-src": NONE,
    "base-uri": SELF,
    "form-action": SELF,
    "frame-ancestors": SELF,
}


def in_preview(policy: Policy) -> Policy:
    """The same for a page that an editor sees in a frame of the admin."""
    return {**policy, "frame-ancestors": SELF}


def written(policy: Policy, *, is_secure_alone: bool) -> str:
    """As the header has it. Where the site is reached by HTTPS alone, nothing goes without."""
    rules = [f"{name} {value}".strip() for name, value in policy.items()]
    return "; ".join([*rules, "upgrade-insecure-requests"] if is_secure_alone else rules)


# With every answer outside the admin, whatever it is.
FOR_VISITORS: Mapping[str, str] = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-DNS-Prefetch-Control": "off",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}
# With every answer of the admin: its check against forgery reads the referrer of this site.
FOR_STAFF: Mapping[str, str] = {
    **FOR_VISITORS,
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
NO_COPY = "no-store"
"""For pages and redirects: a device that others use keeps none of them, and they change by the
second with opening hours and embargoes."""
SHORT = "public, max-age=60"
"""For feeds, lists and texts for programs, in seconds."""
