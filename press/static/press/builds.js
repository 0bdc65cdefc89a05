// Drafts appear on the page as they are built. Without scripts, reloading shows the same.
"use strict";

(() => {
    const PAUSE = 1500; // milliseconds between two looks
    const live = document.querySelector("[data-builds]");
    if (!live) {
        return;
    }
    const status = document.querySelector("[data-builds-status]");
    const isFinished = () => live.querySelector("[data-builds-finished='true']") !== null;

    const look = async () => {
        try {
            const answer = await fetch(live.dataset.builds, { credentials: "same-origin" });
            if (!answer.ok || answer.redirected) {
                return; // logged out, or no longer allowed: leave what stands
            }
            // Somebody reading a link or about to press a button must not lose their place.
            if (!live.contains(document.activeElement)) {
                live.innerHTML = await answer.text();
                status.textContent = live.querySelector("label")?.textContent.trim() ?? "";
            }
        } catch {
            // The server is away for a moment: look again.
        }
        if (!isFinished()) {
            setTimeout(look, PAUSE);
        }
    };

    if (!isFinished()) {
        setTimeout(look, PAUSE);
    }
})();
