import type { ComponentChildren, JSX, RefObject } from "preact";
import type { ReadingSettings } from "../reading-settings.js";
import { wording } from "../wording.js";
import { Icon } from "./icon.js";

interface MenuDialogProps {
  dialog: RefObject<HTMLDialogElement | null>;
  settings: ReadingSettings;
  /** Whether the operator offers suggestions while typing at all. */
  hasSuggestions: boolean;
  onChange: (settings: ReadingSettings) => void;
  onStartOver: () => void;
  onAsk: (text: string) => void;
}

/** What is needed seldom: another conversation, how the page looks, what it keeps, who it is. */
export function MenuDialog({ dialog, settings, hasSuggestions, onChange, onStartOver, onAsk }: MenuDialogProps): JSX.Element {
  const close = (): void => dialog.current?.close();
  const questionButton = (question: string): JSX.Element => (
    <button
      key={question}
      type="button"
      class="plain-button"
      onClick={() => {
        close();
        onAsk(question);
      }}
    >
      {question}
    </button>
  );
  return (
    <dialog ref={dialog} class="menu" aria-labelledby="menu-title" onClick={(event) => event.target === dialog.current && close()}>
      <div class="menu-content">
        <div class="menu-head">
          <h2 id="menu-title">{wording.menu}</h2>
          <button type="button" class="icon-button" aria-label={wording.closeMenu} title={wording.closeMenu} onClick={close}>
            <Icon name="close" />
          </button>
        </div>
        <button
          type="button"
          class="plain-button"
          onClick={() => {
            close();
            onStartOver();
          }}
        >
          {wording.startOver}
        </button>
        <Choices
          name="text-size"
          label={wording.textSize}
          options={wording.textSizes}
          chosen={settings.textSize}
          onChoose={(textSize) => onChange({ ...settings, textSize })}
        />
        <Choices name="theme" label={wording.theme} options={wording.themes} chosen={settings.theme} onChoose={(theme) => onChange({ ...settings, theme })} />
        <Switch isOn={settings.hasHighContrast} onChange={(hasHighContrast) => onChange({ ...settings, hasHighContrast })}>
          {wording.contrast}
        </Switch>
        {hasSuggestions && (
          <Switch isOn={settings.suggestsWhileTyping} onChange={(suggestsWhileTyping) => onChange({ ...settings, suggestsWhileTyping })}>
            {wording.suggestWhileTyping}
          </Switch>
        )}
        <Explanation title={wording.announcements} lines={wording.announcementsText}>
          {wording.announcementsQuestions.map(questionButton)}
        </Explanation>
        <Explanation title={wording.myData} lines={wording.myDataText}>
          {wording.myDataQuestions.map(questionButton)}
        </Explanation>
        <Explanation title={wording.about} lines={wording.aboutText} />
      </div>
    </dialog>
  );
}

interface ChoicesProps<Name extends string> {
  name: string;
  label: string;
  options: Readonly<Record<Name, string>>;
  chosen: Name;
  onChoose: (name: Name) => void;
}

function Choices<Name extends string>({ name, label, options, chosen, onChoose }: ChoicesProps<Name>): JSX.Element {
  return (
    <fieldset class="choices">
      <legend>{label}</legend>
      {(Object.keys(options) as Name[]).map((option) => (
        <label key={option}>
          <input type="radio" name={name} checked={option === chosen} onChange={() => onChoose(option)} />
          <span>{options[option]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Switch({ isOn, onChange, children }: { isOn: boolean; onChange: (isOn: boolean) => void; children: ComponentChildren }): JSX.Element {
  return (
    <label class="switch">
      <input type="checkbox" checked={isOn} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
      <span>{children}</span>
    </label>
  );
}

function Explanation({ title, lines, children }: { title: string; lines: readonly string[]; children?: ComponentChildren }): JSX.Element {
  return (
    <details>
      <summary>{title}</summary>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {children}
    </details>
  );
}
