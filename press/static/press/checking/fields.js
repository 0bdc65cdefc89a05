// The texts of an editor's form in their order, and where each of them is typed.

const NOT_PROSE = /(^|-)(slug|type|id|order|deleted|go_live_at|expire_at|position|contact|telephone|website|url|link)$/;

// A text: its element in the form, the words, and what a person would call it.
const textOf = (element, text, part) => ({ element, text, part });

const isDeleted = (form, name) => {
    const steps = name.split("-");
    for (let length = steps.length; length > 1; length -= 1) {
        const deleted = form.elements[`${steps.slice(0, length).join("-")}-deleted`];
        if (deleted?.value) {
            return true;
        }
    }
    return false;
};

const labelOf = (element) => {
    const label = element.labels?.[0] ?? element.closest("[data-field]")?.querySelector("label");
    return (label?.textContent ?? "").replace(/\*/g, "").trim();
};

// In rich text a figure is set in by itself and follows its own record: it is no word of the text.
const paragraphsOf = (stored) => {
    let content = null;
    try {
        content = JSON.parse(stored);
    } catch {
        return [];
    }
    return (content?.blocks ?? []).map((block) => {
        const letters = [...block.text];
        for (const range of block.entityRanges ?? []) {
            const kind = content.entityMap?.[range.key]?.type;
            if (kind && kind !== "LINK" && kind !== "DOCUMENT") {
                letters.fill("", range.offset, range.offset + range.length);
            }
        }
        return letters.join("");
    });
};

export const textsOfForm = (form) => {
    const texts = [];
    for (const element of form.querySelectorAll("textarea, input")) {
        if (!element.name || element.closest("[data-checks], dialog, .comment-form, [data-comments]")) {
            continue;
        }
        if (isDeleted(form, element.name)) {
            continue;
        }
        if (isRichText(element)) {
            const shown = element.closest(".w-field__input, [data-draftail-editor-wrapper]") ?? element.parentElement;
            for (const paragraph of paragraphsOf(element.value)) {
                texts.push(textOf(shown, paragraph, labelOf(element)));
            }
        } else if (isProse(element)) {
            texts.push(textOf(element, element.value, partOf(form, element)));
        }
    }
    return texts;
};

// Within a block the editor of rich text marks its own field by what it keeps there, and not by name.
const isRichText = (element) =>
    element.matches("[data-draftail-input]") || element.rawContentState !== undefined;

const isProse = (element) => {
    if (NOT_PROSE.test(element.name) || element.readOnly || element.type === "hidden") {
        return false;
    }
    return element.tagName === "TEXTAREA" || (element.type === "text" && !element.matches("[role='combobox']"));
};

// In a release's body the block's own type; elsewhere what the field is called on the screen.
const partOf = (form, element) => {
    const block = element.name.match(/^(body-\d+)-value/)?.[1];
    return (block && form.elements[`${block}-type`]?.value) || labelOf(element) || element.name;
};
