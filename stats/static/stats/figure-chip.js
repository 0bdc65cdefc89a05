/* Figures in Draftail: the button's modal, and the chip that stands in the text.
 *
 * A chip is written by the server and never typed into. It is changed by choosing again, and taken
 * out whole: its words must not stay behind as a typed number. */
(() => {
    const React = window.React;
    const { EditorState, Modifier, SelectionState } = window.DraftJS;
    const { chooser, label } = document.currentScript.dataset;
    const TYPE = "FIGURE";

    // The chip that Delete was pressed on, until Draftail has called for its source.
    let toTakeOut = null;

    /** Where an entity stands in the text, wherever the cursor may be; null if it has gone. */
    const rangeOf = (editorState, entityKey) => {
        let range = null;
        editorState.getCurrentContent().getBlockMap().forEach((block) => {
            block.findEntityRanges(
                (character) => character.getEntity() === entityKey,
                (start, end) => {
                    range = SelectionState.createEmpty(block.getKey()).merge({
                        anchorOffset: start,
                        focusOffset: end,
                    });
                },
            );
        });
        return range;
    };

    const takenOut = (editorState, entityKey) => {
        const range = rangeOf(editorState, entityKey);
        if (!range) return editorState;
        const content = Modifier.removeRange(editorState.getCurrentContent(), range, "forward");
        return EditorState.push(editorState, content, "remove-range");
    };

    /** The text with a chip at the cursor, or in the place of the one that is being changed. */
    const putIn = (editorState, entityKey, chip) => {
        const range = (entityKey && rangeOf(editorState, entityKey)) || editorState.getSelection();
        let content = editorState.getCurrentContent().createEntity(TYPE, "IMMUTABLE", chip);
        const newKey = content.getLastCreatedEntityKey();
        content = Modifier.replaceText(content, range, chip.words, null, newKey);
        let after = content.getSelectionAfter();
        const text = content.getBlockForKey(after.getStartKey()).getText();
        if (/^$|^[\p{L}\p{N}]/u.test(text.slice(after.getStartOffset()))) {
            // Between the figure and the next word; and the cursor needs a place to go on from.
            content = Modifier.insertText(content, after, " ");
            after = content.getSelectionAfter();
        }
        const pushed = EditorState.push(editorState, content, "insert-characters");
        return EditorState.forceSelection(pushed, after);
    };

    /** The chip of the cursor's paragraph for which `isIt(start, end, cursor)` holds, or null. */
    const chipNearCursor = (editorState, isIt) => {
        const selection = editorState.getSelection();
        if (!selection.isCollapsed()) return null;
        const content = editorState.getCurrentContent();
        let near = null;
        content.getBlockForKey(selection.getStartKey()).findEntityRanges(
            (character) => {
                const key = character.getEntity();
                return key !== null && content.getEntity(key).getType() === TYPE;
            },
            (start, end) => {
                if (isIt(start, end, selection.getStartOffset())) near = { start, end };
            },
        );
        return near;
    };

    const withCursorAt = (editorState, offset) =>
        EditorState.forceSelection(
            editorState,
            editorState.getSelection().merge({ anchorOffset: offset, focusOffset: offset }),
        );

    /** Keep the cursor out of the words of a chip: it stands before them or after them. */
    const besideTheChip = (editorState, { getEditorState }) => {
        const chip = chipNearCursor(editorState, (start, end, at) => start < at && at < end);
        if (!chip) return editorState;
        const wasBehind = getEditorState().getSelection().getStartOffset() >= chip.end;
        return withCursorAt(editorState, wasBehind ? chip.start : chip.end);
    };

    /** An arrow key goes over a chip in one step, and its handle takes none. */
    const byArrow =
        (offsetFrom) =>
        (event, { getEditorState, setEditorState }) => {
            const hasModifier = event.shiftKey || event.ctrlKey || event.metaKey || event.altKey;
            const offset = hasModifier ? null : offsetFrom(getEditorState());
            if (offset === null) return false;
            event.preventDefault();
            setEditorState(withCursorAt(getEditorState(), offset));
            return true;
        };

    const toTheRight = (editorState) => {
        const chip = chipNearCursor(editorState, (start, _end, at) => start === at);
        return chip ? chip.end : null;
    };

    const toTheLeft = (editorState) => {
        const before = chipNearCursor(editorState, (_start, end, at) => end === at);
        if (before) return before.start;
        const after = chipNearCursor(editorState, (start, _end, at) => start === at && at > 0);
        if (!after) return null;
        const key = editorState.getSelection().getStartKey();
        const text = editorState.getCurrentContent().getBlockForKey(key).getText();
        return after.start - [...text.slice(0, after.start)].pop().length;
    };

    const onSubmit = (modal) => (event) => {
        event.preventDefault();
        const form = event.target;
        modal.loadUrl(form.action, new URLSearchParams(new FormData(form)).toString());
    };

    /** The second step: submit, go back to the list, or take the figure out. */
    const onHow = (modal, { onRemove }) => {
        const body = modal.body.get(0);
        const form = body.querySelector("[data-figure-ways]");
        if (form) {
            form.addEventListener("submit", onSubmit(modal));
            const chosen = form.querySelector("input:checked") || form.querySelector("input");
            if (chosen) chosen.focus();
        }
        body.querySelector("[data-figure-another]").addEventListener("click", (event) => {
            event.preventDefault();
            modal.loadUrl(event.currentTarget.href);
        });
        const remove = body.querySelector("[data-figure-remove]");
        if (remove) {
            remove.addEventListener("click", () => {
                modal.close();
                onRemove();
            });
        }
    };

    /** What Wagtail's modal needs to know, for a new figure or for the one that is changed. */
    const modalOptions = ({ chip, onChosen, onRemove }) => ({
        url: chip && chip.id ? `${chooser}chosen/${encodeURIComponent(chip.id)}/` : chooser,
        urlParams: chip && chip.id ? { format: chip.format, now: "" } : {},
        onload: {
            ...window.CHOOSER_MODAL_ONLOAD_HANDLERS,
            how: (modal) => onHow(modal, { onRemove }),
        },
        responses: { chosen: onChosen },
    });

    class FigureSource extends window.draftail.ModalWorkflowSource {
        constructor(props) {
            super(props);
            this.takeOut = this.takeOut.bind(this);
        }

        componentDidMount() {
            if (toTakeOut !== null && toTakeOut === this.props.entityKey) {
                toTakeOut = null;
                this.takeOut();
                return;
            }
            super.componentDidMount();
        }

        getChooserConfig(entity) {
            return modalOptions({
                chip: entity ? entity.getData() : null,
                onChosen: this.onChosen,
                onRemove: this.takeOut,
            });
        }

        takeOut() {
            const { editorState, entityKey, onComplete } = this.props;
            onComplete(takenOut(editorState, entityKey));
        }

        onChosen(chip) {
            const { editorState, entityKey, onComplete } = this.props;
            this.workflow.close();
            onComplete(putIn(editorState, entityKey, chip));
        }
    }

    /** The button under the text: it puts a figure in at the cursor. */
    const FigureButton = ({ getEditorState, onChange }) => {
        const open = (event) => {
            const text = event.currentTarget
                .closest("[data-draftail-editor-wrapper]")
                .querySelector("[contenteditable=true]");
            const onChosen = (chip) => {
                // Wagtail gives the focus back to the button once the modal has gone.
                window.jQuery(document.body).one("hidden.bs.modal", () => {
                    text.focus();
                    onChange(putIn(getEditorState(), null, chip));
                });
                workflow.close();
            };
            const workflow = window.ModalWorkflow(modalOptions({ onChosen }));
        };
        return React.createElement(
            "button",
            {
                type: "button",
                className: "button button-small button-secondary figure-button",
                onClick: open,
            },
            label,
        );
    };

    const FigureChip = ({ entityKey, contentState, children, onEdit }) => {
        const { words, source, problem } = contentState.getEntity(entityKey).getData();
        const about = problem || source || "";
        const edit = (event) => {
            event.preventDefault();
            event.stopPropagation();
            onEdit(entityKey);
        };
        const onKeyDown = (event) => {
            if (event.key === "Enter" || event.key === " ") {
                edit(event);
            } else if (event.key === "Delete" || event.key === "Backspace") {
                toTakeOut = entityKey;
                edit(event);
            } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
                event.preventDefault(); // a letter typed on a chip belongs nowhere
                event.stopPropagation();
            }
        };
        // The words are part of the text, so that the cursor can stand at either end of them. What
        // takes the focus is a handle before them: Chromium lets no editable element keep it.
        const handle = React.createElement(
            "span",
            {
                role: "button",
                tabIndex: 0,
                contentEditable: false,
                suppressContentEditableWarning: true,
                "aria-label": `${words}. ${about}`,
                className: "figure-chip__handle",
                onKeyDown,
            },
            React.createElement(
                "svg",
                { className: "icon icon-list-ol", "aria-hidden": true },
                React.createElement("use", { href: "#icon-list-ol" }),
            ),
        );
        return React.createElement(
            "span",
            {
                className: problem ? "figure-chip figure-chip--wrong" : "figure-chip",
                "data-figure-chip": true,
                "data-source": about,
                onClick: edit,
            },
            handle,
            children,
        );
    };

    window.draftail.registerPlugin(
        { type: TYPE, source: FigureSource, decorator: FigureChip },
        "entityTypes",
    );
    window.draftail.registerPlugin({ type: TYPE, meta: FigureButton }, "controls");
    window.draftail.registerPlugin(
        {
            type: TYPE,
            onChange: besideTheChip,
            onRightArrow: byArrow(toTheRight),
            onLeftArrow: byArrow(toTheLeft),
        },
        "plugins",
    );
})();
