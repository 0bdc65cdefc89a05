// Goes on with the rest by itself, a few seconds' work at a time, until somebody says stop.
"use strict";

(() => {
    const form = document.querySelector("[data-go-on]");
    if (!form) {
        return;
    }
    const PAUSE = 1500; // milliseconds in which to read what was done, and to stop it
    const stop = form.querySelector("[data-stop]");
    stop.hidden = false;
    const going = setTimeout(() => form.submit(), PAUSE);
    const halt = () => {
        clearTimeout(going);
        stop.hidden = true;
    };
    stop.addEventListener("click", halt);
    form.addEventListener("submit", halt); // pressed by hand: once is enough
})();
