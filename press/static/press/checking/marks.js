// Marks behind the words of a plain text field: a copy of the text lies under it, unseen but for them.

const COPIED = [
    "fontFamily", "fontSize", "fontStyle", "fontWeight", "fontVariantNumeric", "letterSpacing",
    "lineHeight", "paddingTop", "paddingRight", "paddingBottom", "paddingLeft", "textIndent",
    "borderTopWidth", "borderRightWidth", "borderBottomWidth", "borderLeftWidth", "tabSize",
    "wordSpacing", "textTransform", "direction",
];

const layers = new WeakMap();

// The server counts whole characters, a script counts halves of some.
const hasPairs = /[\ud800-\udfff]/;
export const placeIn = (text, place) =>
    hasPairs.test(text) ? [...text].slice(0, place).join("").length : place;

export const canBeMarked = (element) => element.tagName === "TEXTAREA";

const layerOf = (field) => {
    let layer = layers.get(field);
    if (layer) {
        return layer;
    }
    layer = document.createElement("div");
    layer.className = "press-marks";
    layer.setAttribute("aria-hidden", "true");
    field.parentElement.classList.add("press-marked");
    field.classList.add("press-marked__field");
    field.before(layer);
    layers.set(field, layer);
    const follow = () => place(field, layer);
    new ResizeObserver(follow).observe(field);
    field.addEventListener("scroll", () => {
        layer.scrollTop = field.scrollTop;
    });
    follow();
    return layer;
};

const place = (field, layer) => {
    const style = getComputedStyle(field);
    for (const property of COPIED) {
        layer.style[property] = style[property];
    }
    layer.style.left = `${field.offsetLeft}px`;
    layer.style.top = `${field.offsetTop}px`;
    layer.style.width = `${field.offsetWidth}px`;
    layer.style.height = `${field.offsetHeight}px`;
    layer.scrollTop = field.scrollTop;
};

// What was found in a text that has been typed on since: what stands before and after the change
// moves with it, and what was changed itself is unknown until the server has read it.
export const stillThere = (findings, checked, now) => {
    if (checked === now) {
        return findings;
    }
    const shorter = Math.min(checked.length, now.length);
    let same = 0;
    while (same < shorter && checked[same] === now[same]) {
        same += 1;
    }
    let rest = 0;
    while (rest < shorter - same && checked.at(-1 - rest) === now.at(-1 - rest)) {
        rest += 1;
    }
    const moved = now.length - checked.length;
    return findings
        .filter((one) => one.to <= same || one.from >= checked.length - rest)
        .map((one) => (one.to <= same ? one : { ...one, from: one.from + moved, to: one.to + moved }));
};

export const mark = (field, findings) => {
    const layer = layerOf(field);
    const text = field.value;
    const pieces = [];
    let reached = 0;
    for (const one of findings) {
        if (one.from < reached) {
            continue; // within words that are marked already; the list names both
        }
        const marked = document.createElement("mark");
        marked.className = `press-mark press-mark--${one.answered ? "answered" : one.verdict}`;
        marked.textContent = text.slice(one.from, one.to);
        marked.finding = one;
        pieces.push(text.slice(reached, one.from), marked);
        reached = one.to;
    }
    // A last empty line would not be laid out without something on it.
    layer.replaceChildren(...pieces, `${text.slice(reached)}\n`);
    place(field, layer);
};

export const clear = (field) => layers.get(field)?.replaceChildren();

export const markAt = (field, x, y) => {
    for (const marked of layers.get(field)?.querySelectorAll("mark") ?? []) {
        for (const box of marked.getClientRects()) {
            if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) {
                return marked;
            }
        }
    }
    return null;
};

export const markAround = (field, caret) =>
    [...(layers.get(field)?.querySelectorAll("mark") ?? [])].find(
        (marked) => marked.finding.from <= caret && caret <= marked.finding.to,
    ) ?? null;

export const markOf = (field, finding) =>
    [...(layers.get(field)?.querySelectorAll("mark") ?? [])].find(
        (marked) => marked.finding.number === finding.number,
    ) ?? null;
