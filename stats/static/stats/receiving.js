// How far a file is, without reloading; and a file that is too large is told before it is sent.
// Without scripts a link looks again, and the server says the same.
"use strict";

(() => {
    const PAUSE = 700; // milliseconds between two looks
    const live = document.querySelector("[data-progress]");
    if (live) {
        const bar = live.querySelector("progress");
        const said = live.querySelector("[data-said]");
        const status = live.querySelector("[data-status]");
        const look = async () => {
            try {
                const answer = await fetch(live.dataset.progress, { credentials: "same-origin" });
                if (!answer.ok || answer.redirected) {
                    return; // logged out, or no longer allowed: leave what stands
                }
                const now = await answer.json();
                if (now.is_read) {
                    location.reload();
                    return;
                }
                bar.value = now.share;
                said.textContent = now.said;
                status.textContent = now.said;
            } catch {
                // The server is away for a moment: look again.
            }
            setTimeout(look, PAUSE);
        };
        setTimeout(look, PAUSE);
    }

    const form = document.querySelector("form[data-largest]");
    const input = form?.querySelector("input[type='file']");
    input?.addEventListener("change", () => {
        const isTooLarge = input.files[0]?.size > Number(form.dataset.largest);
        input.setCustomValidity(isTooLarge ? form.dataset.tooLarge : "");
        input.reportValidity();
    });
})();
