// Each number and each word of the list is marked as one types. Nothing typed is kept by this: the
// server reads the texts of the form, answers what it found in them, and forgets them.
import { Answering } from "./checking/answering.js";
import { textsOfForm } from "./checking/fields.js";
import { canBeMarked, clear, mark, markAround, markAt, markOf, placeIn, stillThere } from "./checking/marks.js";
import { Panel } from "./checking/panel.js";

const PAUSE = 120; // milliseconds without a key before the text is read
const LOOK = 400; // milliseconds between two looks at what no key tells of: blocks moved or deleted

class Checking {
    constructor(form, parts) {
        this.form = form;
        this.urls = parts.dataset;
        this.tip = parts.content.querySelector("[data-checks-tip]");
        this.panel = new Panel(parts.content, {
            jump: (one) => this.jump(one),
            putIn: (one) => this.putIn(one),
            answer: (one) => this.answering.open(one),
        });
        this.answering = new Answering(parts.content, (one, given) => this.keepAnswer(one, given));
        this.texts = [];
        this.findings = [];
        this.sent = null;
        this.marked = new Set();
        document.body.append(this.answering.dialog, this.tip);
        this.listen();
    }

    listen() {
        this.form.addEventListener("input", () => {
            this.remark();
            clearTimeout(this.waiting);
            this.waiting = setTimeout(() => this.check(), PAUSE);
        });
        this.form.addEventListener("mousemove", (event) => this.hover(event));
        this.form.addEventListener("focusin", (event) => this.atCaret(event.target));
        this.form.addEventListener("focusout", () => this.hideTip());
        for (const kind of ["keyup", "click"]) {
            this.form.addEventListener(kind, (event) => {
                if (event.key !== "Escape") {
                    this.atCaret(event.target);
                }
            });
        }
        document.addEventListener("keydown", (event) => {
            if (event.key === "Escape") {
                this.hideTip();
            }
        });
        setInterval(() => {
            if (!document.hidden) {
                this.check();
            }
        }, LOOK);
        this.check();
    }

    body(texts) {
        return {
            path: window.location.pathname,
            texts: texts.map(({ part, text }) => ({ part, text })),
        };
    }

    async check() {
        const texts = textsOfForm(this.form);
        const body = JSON.stringify(this.body(texts));
        if (body === this.sent) {
            return;
        }
        this.sent = body;
        this.asking?.abort();
        this.asking = new AbortController();
        try {
            const answer = await this.ask(this.urls.checkUrl, body, this.asking.signal);
            if (answer.ok) {
                this.show(texts, await answer.json());
            } else if (answer.status >= 500) {
                throw new Error("the server could not answer");
            }
        } catch (error) {
            if (error.name !== "AbortError") {
                this.sent = null; // tried again at the next look
                this.panel.away();
            }
        }
    }

    ask(url, body, signal) {
        return fetch(url, {
            method: "POST",
            body,
            signal,
            credentials: "same-origin",
            headers: {
                "Content-Type": "application/json",
                "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value,
            },
        });
    }

    show(texts, answer) {
        this.texts = texts;
        this.findings = answer.findings.map((one, number) => {
            const { text, element } = texts[one.paragraph];
            return {
                ...one,
                number,
                element,
                from: placeIn(text, one.start),
                to: placeIn(text, one.end),
                canBeReplaced: canBeMarked(element),
            };
        });
        this.remark();
        this.place(answer);
        this.panel.show({ ...answer, findings: this.findings });
        this.form.dataset.checked = String(this.findings.length);
    }

    // Beside the text where the screen has a column for it, else below, once there is something.
    place(answer) {
        if (this.panel.element.isConnected) {
            return;
        }
        const beside = document.querySelector(".figures-behind");
        if (beside) {
            beside.prepend(this.panel.element);
        } else if (answer.findings.length) {
            this.panel.element.classList.add("press-checks--below");
            (this.form.querySelector(".w-form-width") ?? this.form).append(this.panel.element);
        }
    }

    remark() {
        const before = this.marked;
        this.marked = new Set();
        for (const { element, text } of this.texts) {
            if (canBeMarked(element) && element.isConnected) {
                const here = this.findings.filter((one) => one.element === element);
                if (here.length || before.has(element)) {
                    mark(element, stillThere(here, text, element.value));
                    this.marked.add(element);
                    before.delete(element);
                }
            }
        }
        before.forEach(clear);
    }

    // Hover and caret

    hover(event) {
        const field = event.target;
        const found = canBeMarked(field) ? markAt(field, event.clientX, event.clientY) : null;
        if (found) {
            this.showTip(found, field);
        } else if (this.tipFor !== "caret") {
            this.hideTip();
        }
    }

    atCaret(field) {
        if (!canBeMarked(field) || document.activeElement !== field) {
            return;
        }
        const found = markAround(field, field.selectionStart);
        if (found) {
            this.showTip(found, field);
            this.tipFor = "caret";
        } else {
            this.hideTip();
        }
    }

    showTip(marked, field) {
        const one = marked.finding;
        const state = this.panel.say(one.answered ? "answered" : one.verdict);
        const lines = [`“${one.words}”: ${state}`, one.explanation, one.answered, one.figures?.join("; ")];
        if (one.kind === "term" && one.instead) {
            lines.push(this.panel.say("say-instead", { words: one.instead }));
        }
        this.tip.replaceChildren(
            ...lines.filter(Boolean).map((line) => {
                const row = document.createElement("p");
                row.textContent = line;
                return row;
            }),
        );
        this.tipFor = "pointer";
        this.tip.hidden = false;
        const box = marked.getClientRects()[0] ?? field.getBoundingClientRect();
        const left = Math.min(box.left, document.documentElement.clientWidth - this.tip.offsetWidth - 8);
        this.tip.style.left = `${Math.max(8, left)}px`;
        this.tip.style.top = `${box.bottom + 6}px`;
        if (box.bottom + 6 + this.tip.offsetHeight > window.innerHeight) {
            this.tip.style.top = `${Math.max(8, box.top - this.tip.offsetHeight - 6)}px`;
        }
        field.setAttribute("aria-describedby", this.describedBy(field, true));
        this.described = field;
    }

    hideTip() {
        this.tip.hidden = true;
        this.tipFor = null;
        if (this.described) {
            const rest = this.describedBy(this.described, false);
            if (rest) {
                this.described.setAttribute("aria-describedby", rest);
            } else {
                this.described.removeAttribute("aria-describedby");
            }
            this.described = null;
        }
    }

    describedBy(field, isShown) {
        const others = (field.getAttribute("aria-describedby") ?? "")
            .split(" ")
            .filter((name) => name && name !== this.tip.id);
        return (isShown ? [...others, this.tip.id] : others).join(" ");
    }

    // What the list does

    jump(one) {
        const field = one.element;
        if (!canBeMarked(field) && field.tagName !== "INPUT") {
            const typed = field.querySelector("[contenteditable='true']") ?? field;
            typed.scrollIntoView({ block: "center" });
            typed.focus();
            return;
        }
        field.focus();
        const now = this.current(one);
        field.setSelectionRange(now.from, now.to);
        (markOf(field, one) ?? field).scrollIntoView({ block: "center" });
        this.atCaret(field);
    }

    current(one) {
        return stillThere([one], this.texts[one.paragraph].text, one.element.value)[0] ?? one;
    }

    putIn(one) {
        const field = one.element;
        const now = this.current(one);
        if (field.value.slice(now.from, now.to) !== one.words) {
            return; // typed over since: the next check tells of it
        }
        const isCapital = one.words[0] !== one.words[0].toLowerCase();
        const words = isCapital ? one.instead[0].toUpperCase() + one.instead.slice(1) : one.instead;
        field.focus();
        field.setRangeText(words, now.from, now.to, "end");
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
    }

    // Gives what is wrong with the answer, or nothing when it is kept.
    async keepAnswer(one, given) {
        const texts = textsOfForm(this.form);
        const body = { ...this.body(texts), ...given, sentence: one.sentence, words: one.words, finding: one.kind };
        try {
            const answer = await this.ask(this.urls.answerUrl, JSON.stringify(body));
            const said = await answer.json();
            if (!answer.ok) {
                return said.error;
            }
            this.show(texts, said);
            return null;
        } catch {
            return this.panel.say("away");
        }
    }
}

const parts = document.getElementById("press-checks-parts");
const form = document.querySelector("form[data-edit-form]");
if (parts && form) {
    new Checking(form, parts);
}
