// The desk while it is worked on: ticks are counted, and drafts appear as they are built.
// Without scripts everything works by reloading.
"use strict";

(() => {
    const desk = document.querySelector("[data-changes]");
    if (!desk) {
        return;
    }

    const ticks = () => [...desk.querySelectorAll("input[name='chosen']")];
    const tickAll = desk.querySelector("[data-tick-all]");
    const allMatching = desk.querySelector("#all-matching");
    const chosen = desk.querySelector("[data-chosen]");

    const countTicks = () => {
        const boxes = ticks();
        const count = boxes.filter((box) => box.checked).length;
        tickAll.checked = count > 0 && count === boxes.length;
        tickAll.indeterminate = count > 0 && count < boxes.length;
        const words = count === 1 ? chosen.dataset.one : chosen.dataset.many.replace("%s", count);
        chosen.textContent = count === 0 || allMatching?.checked ? "" : words;
    };

    if (tickAll) {
        tickAll.closest("[data-ticks]").hidden = false;
        tickAll.addEventListener("change", () => {
            ticks().forEach((box) => {
                box.checked = tickAll.checked;
            });
            countTicks();
        });
        desk.addEventListener("change", (event) => {
            if (event.target !== tickAll) {
                countTicks();
            }
        });
        countTicks(); // a browser that goes back in its history keeps the ticks
    }

    const PAUSE = 1500; // milliseconds between two looks
    const BETWEEN_WORDS = 10000; // milliseconds between two announcements
    const announce = desk.querySelector("[data-announce]");
    let since = desk.dataset.since;
    let lastSaid = 0;

    const say = (words, now) => {
        if (now || Date.now() - lastSaid > BETWEEN_WORDS) {
            announce.textContent = words;
            lastSaid = Date.now();
        }
    };

    const rowOf = (number) => desk.querySelector(`tr[data-build="${number}"]`);

    // A row that somebody is in, or has ticked, stays as it is until they leave it.
    const replaceRow = (number, html) => {
        const row = rowOf(number);
        if (!row || row.contains(document.activeElement) || row.querySelector(":checked")) {
            return;
        }
        const holder = document.createElement("tbody");
        holder.innerHTML = html;
        if (holder.firstElementChild) {
            row.replaceWith(holder.firstElementChild);
        }
    };

    const show = (news) => {
        desk.querySelector("[data-summary]").textContent = news.summary;
        const bar = desk.querySelector("[data-progress]");
        if (bar) {
            bar.max = news.total;
            bar.value = news.done;
            desk.querySelector("[data-progress-words]").textContent = news.progress;
        }
        Object.entries(news.rows).forEach(([number, html]) => replaceRow(number, html));
        if (tickAll) {
            countTicks();
        }
        say(news.progress, news.finished);
        since = news.since;
        if (news.finished) {
            desk.querySelector("[data-arrived]").hidden = false;
        }
    };

    const look = async () => {
        let finished = false;
        try {
            const address = new URL(desk.dataset.changes, document.baseURI);
            const rows = [...desk.querySelectorAll("tr[data-build]")].map(
                (row) => row.dataset.build,
            );
            address.searchParams.set("since", since);
            address.searchParams.set("rows", rows.join(","));
            const answer = await fetch(address, { credentials: "same-origin" });
            if (!answer.ok || answer.redirected) {
                return; // logged out, or no longer allowed: leave what stands
            }
            const news = await answer.json();
            finished = news.finished;
            show(news);
        } catch {
            // The server is away for a moment: look again.
        }
        if (!finished) {
            setTimeout(look, PAUSE);
        }
    };

    if (desk.dataset.finished === "false") {
        setTimeout(look, PAUSE);
    }
})();
