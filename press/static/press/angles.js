// A button beside each angle copies its sentence. Without scripts, select the sentence by hand.
"use strict";

(() => {
    const status = document.querySelector("[data-angle-copied]");
    for (const button of document.querySelectorAll("[data-copy-angle]")) {
        const sentence = document.getElementById(button.dataset.copyAngle);
        button.hidden = false;
        button.addEventListener("click", async () => {
            try {
                await navigator.clipboard.writeText(sentence.textContent.trim());
            } catch {
                // Where the clipboard is not granted, the older way.
                getSelection().selectAllChildren(sentence);
                document.execCommand("copy");
            }
            status.textContent = "";
            status.textContent = status.dataset.angleCopied;
        });
    }
})();
