// Why words may stand: asked in a dialog, and kept by the server with who said so.

const ONLY_FOR_TERMS = new Set(["quotation", "law"]);

export class Answering {
    constructor(parts, keep) {
        this.dialog = parts.querySelector("[data-checks-dialog]");
        this.form = this.dialog.querySelector("[data-checks-form]");
        this.problem = this.dialog.querySelector("[data-checks-problem]");
        this.vouching = this.dialog.querySelector("[data-checks-vouching]");
        this.keep = keep;
        this.form.addEventListener("change", () => this.follow());
        this.form.addEventListener("submit", (event) => {
            event.preventDefault();
            this.send();
        });
        this.dialog
            .querySelector("[data-checks-cancel]")
            .addEventListener("click", () => this.dialog.close());
    }

    open(finding) {
        this.finding = finding;
        this.form.reset();
        this.problem.textContent = "";
        this.dialog.querySelector("[data-checks-dialog-words]").textContent = finding.sentence;
        for (const label of this.dialog.querySelectorAll("[data-checks-kind]")) {
            label.hidden = finding.kind === "term" && !ONLY_FOR_TERMS.has(label.dataset.checksKind);
        }
        this.follow();
        this.dialog.showModal();
    }

    follow() {
        const isVouched = this.form.elements.kind.value === "vouched";
        this.vouching.hidden = !isVouched;
        this.form.elements.source.required = isVouched;
        this.form.elements.name.required = isVouched;
    }

    async send() {
        const { kind, source, name, explanation } = this.form.elements;
        const problem = await this.keep(this.finding, {
            kind: kind.value,
            source: source.value,
            name: name.value,
            explanation: explanation.value,
        });
        this.problem.textContent = problem ?? "";
        if (!problem) {
            this.dialog.close();
        }
    }
}
