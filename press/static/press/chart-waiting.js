// Looks again while a chart is drawn. Without scripts, the button does the same.
"use strict";

(() => {
    const PAUSE = 2000; // milliseconds between two looks
    setTimeout(() => location.reload(), PAUSE);
})();
