// The list of what was found: counts, each finding with its working, and what can be done about it.

const BLOCKING_FIRST = { contradicted: 0, stop: 1, unverifiable: 2, warn: 3 };
const SIGNS = { supported: "✓", contradicted: "✗", unverifiable: "?", stop: "■", warn: "▲" };

const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) {
        element.className = className;
    }
    if (text !== undefined) {
        element.textContent = text;
    }
    return element;
};

export class Panel {
    constructor(parts, { jump, putIn, answer }) {
        this.element = parts.querySelector("[data-checks]");
        this.summary = parts.querySelector("[data-checks-summary]");
        this.list = parts.querySelector("[data-checks-list]");
        this.borneOut = parts.querySelector("[data-checks-borne-out]");
        this.words = Object.fromEntries(
            [...parts.querySelectorAll("[data-word]")].map((row) => [row.dataset.word, row.textContent]),
        );
        this.actions = { jump, putIn, answer };
        // What is typed or pressed here is no change of the page.
        for (const kind of ["input", "change", "keyup"]) {
            this.element.addEventListener(kind, (event) => event.stopPropagation());
        }
    }

    say(word, named = {}) {
        return Object.entries(named).reduce(
            (text, [name, value]) => text.replace(`{${name}}`, value),
            this.words[word] ?? word,
        );
    }

    away() {
        this.summary.textContent = this.say("away");
    }

    show(answer) {
        const rows = [...answer.findings];
        const isQuiet = (one) => one.verdict === "supported" || one.answered;
        const order = (one) => BLOCKING_FIRST[one.verdict] ?? 9;
        const open = rows.filter((one) => !isQuiet(one)).sort((a, b) => order(a) - order(b) || a.number - b.number);
        const quiet = rows.filter(isQuiet);
        const focused = this.focused();
        this.list.replaceChildren(...open.map((one) => this.row(one, answer.may_answer)));
        this.borneOut.querySelector("[data-checks-borne-out-list]").replaceChildren(
            ...quiet.map((one) => this.row(one, answer.may_answer)),
        );
        this.borneOut.hidden = quiet.length === 0;
        this.borneOut.querySelector("[data-checks-borne-out-summary]").textContent = this.say(
            "count-supported",
            { count: quiet.length },
        );
        this.focus(focused);
        const said = this.inWords(answer);
        if (this.summary.textContent !== said) {
            this.summary.textContent = said; // read out once, and not at every key
        }
        this.element.classList.toggle("press-checks--blocks", answer.blocks > 0);
    }

    inWords(answer) {
        if (answer.findings.length === 0) {
            return this.say("no-claims");
        }
        const counts = [
            ["contradicted", answer.contradicted],
            ["unverifiable", answer.unverifiable],
            ["stop", answer.stopped_terms],
            ["warn", answer.warned_terms],
            ["supported", answer.supported],
        ]
            .filter(([, count]) => count > 0)
            .map(([name, count]) => this.say(`count-${name}`, { count }));
        return `${counts.join(", ")}. ${this.say(answer.blocks ? "blocks" : "nothing")}`;
    }

    row(one, mayAnswer) {
        const state = one.answered ? "answered" : one.verdict;
        const row = make("li", `press-checks__item press-checks__item--${state}`);
        const jump = make("button", "press-checks__jump");
        jump.type = "button";
        jump.dataset.key = `jump ${one.sentence} ${one.words}`;
        jump.append(
            make("span", "press-checks__sign", one.answered ? "✓" : SIGNS[one.verdict]),
            make("strong", "", `“${one.words}”`),
            make("span", "", ` ${this.say(state)}`),
            make("span", "w-sr-only", `. ${this.say("show")}`),
        );
        jump.firstChild.setAttribute("aria-hidden", "true");
        jump.addEventListener("click", () => this.actions.jump(one));
        row.append(jump);
        this.explain(row, one);
        row.append(...this.buttons(one, mayAnswer));
        return row;
    }

    explain(row, one) {
        if (one.explanation) {
            row.append(make("p", "press-checks__why", one.explanation));
        }
        if (one.answered) {
            row.append(make("p", "press-checks__why", one.answered));
        }
        if (one.figures?.length) {
            row.append(make("p", "press-checks__figures", one.figures.join("; ")));
        }
        if (one.kind === "term" && one.instead && !one.answered) {
            row.append(make("p", "press-checks__why", this.say("say-instead", { words: one.instead })));
        }
    }

    buttons(one, mayAnswer) {
        const found = [];
        if (one.kind === "claim" && one.instead && one.canBeReplaced) {
            const put = make("button", "button button-small", this.say("say", { words: one.instead }));
            put.type = "button";
            put.dataset.key = `put ${one.sentence} ${one.words}`;
            put.addEventListener("click", () => this.actions.putIn(one));
            found.push(put);
        }
        if (mayAnswer && one.may_be_answered) {
            const answer = make("button", "button button-small button-secondary", this.say("answer"));
            answer.type = "button";
            answer.dataset.key = `answer ${one.sentence} ${one.words}`;
            answer.append(make("span", "w-sr-only", ` “${one.words}”`));
            answer.addEventListener("click", () => this.actions.answer(one));
            found.push(answer);
        }
        return found;
    }

    // Somebody who stands on a button of the list keeps their place when it is written anew.
    focused() {
        const active = document.activeElement;
        return this.element.contains(active) ? active.dataset.key : undefined;
    }

    focus(key) {
        if (key !== undefined) {
            const again = [...this.element.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
            (again ?? this.element.querySelector("[data-key]"))?.focus();
        }
    }
}
