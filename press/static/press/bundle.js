// A bundle of files as it is made. Without scripts, reloading shows the same.
"use strict";

(() => {
    const PAUSE = 1000; // milliseconds between two looks
    const live = document.querySelector("[data-bundle]");
    if (!live) {
        return;
    }
    const status = document.querySelector("[data-bundle-status]");
    const isFinished = () => live.querySelector("[data-bundle-finished='true']") !== null;

    const look = async () => {
        try {
            const answer = await fetch(live.dataset.bundle, { credentials: "same-origin" });
            if (!answer.ok || answer.redirected) {
                return; // logged out, or no longer allowed: leave what stands
            }
            // Somebody about to press a button must not lose their place, until there is another.
            const text = await answer.text();
            if (!live.contains(document.activeElement) || text.includes('data-bundle-finished="true"')) {
                live.innerHTML = text;
                status.textContent = live.querySelector("[data-bundle-words]")?.textContent.trim() ?? "";
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
