// One press copies the whole release. Without scripts, select the text and copy it by hand.
"use strict";

(() => {
    const button = document.querySelector("[data-copy]");
    if (!button) {
        return;
    }
    const text = document.getElementById(button.dataset.copy);
    const status = document.querySelector("[data-copied]");
    button.hidden = false;
    button.addEventListener("click", async () => {
        text.select();
        try {
            await navigator.clipboard.writeText(text.value);
        } catch {
            document.execCommand("copy"); // where the clipboard is not granted, the older way
        }
        status.textContent = status.dataset.copied;
    });
})();
