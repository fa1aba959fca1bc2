import { QuickInputButtons, window, type InputBox, type QuickPick, type QuickPickItem } from 'vscode';

/** Something to choose from. */
export interface ChoiceItem extends QuickPickItem {
  readonly id: string;
}

/** One step of several: what it asks for, and where it stands among them. */
export interface InputStep {
  readonly title: string;
  readonly prompt: string;
  /** From 1. */
  readonly number: number;
  readonly total: number;
  /** Whether there is one to go back to. */
  readonly hasBack: boolean;
}

/** What somebody did with a step. */
export type Outcome<T> = { readonly answer: T } | 'back' | 'cancelled';

/** Has one item chosen. `active` is the id of the one that Enter takes. */
export async function pickOne(step: InputStep, items: readonly ChoiceItem[], active: string | undefined): Promise<Outcome<string>> {
  const pick = window.createQuickPick<ChoiceItem>();
  pick.items = items;
  pick.placeholder = step.prompt;
  pick.activeItems = items.filter(({ id }) => id === active);
  return settled<string>(pick, step, (answer) => {
    const [item] = pick.selectedItems;
    if (item) answer(item.id);
  });
}

/** Has any number of items chosen, none included. */
export async function pickMany(step: InputStep, items: readonly ChoiceItem[], selected: readonly string[]): Promise<Outcome<readonly string[]>> {
  const pick = window.createQuickPick<ChoiceItem>();
  pick.canSelectMany = true;
  pick.items = items;
  pick.placeholder = step.prompt;
  pick.selectedItems = items.filter(({ id }) => selected.includes(id));
  return settled<readonly string[]>(pick, step, (answer) => {
    answer(pick.selectedItems.map(({ id }) => id));
  });
}

/** A text to begin with, what shows where it is empty, and what is wrong with it, where that is known already. */
export interface TextToType {
  readonly value: string;
  readonly placeholder: string;
  readonly problem?: string | undefined;
}

/**
 * Has a text typed.
 * @param problemWith says what is wrong with a text; asked at each keystroke and before it is taken
 */
export async function typeText(step: InputStep, text: TextToType, problemWith: (text: string) => Promise<string | undefined>): Promise<Outcome<string>> {
  const box = window.createInputBox();
  box.value = text.value;
  box.placeholder = text.placeholder;
  box.prompt = step.prompt;
  box.validationMessage = text.problem;
  /** Shows what is wrong with the text that stands there; nothing is told of one that has become another meanwhile. */
  const isRight = async (): Promise<boolean> => {
    const { value } = box;
    const problem = await problemWith(value);
    if (value !== box.value) return false;
    box.validationMessage = problem;
    return problem === undefined;
  };
  return settled<string>(
    box,
    step,
    async (answer) => {
      if (await isRight()) answer(box.value);
    },
    isRight,
  );
}

/**
 * Shows an input until it is answered, left backwards, or closed. Clicking elsewhere does not close it: a thumbprint is copied from somewhere.
 * Fails where one of the two functions does.
 */
function settled<T>(
  input: QuickPick<ChoiceItem> | InputBox,
  { title, number, total, hasBack }: InputStep,
  accepted: (answer: (value: T) => void) => unknown,
  changed?: () => unknown,
): Promise<Outcome<T>> {
  input.title = title;
  input.step = number;
  input.totalSteps = total;
  input.ignoreFocusOut = true;
  input.buttons = hasBack ? [QuickInputButtons.Back] : [];
  return new Promise<Outcome<T>>((resolve, reject) => {
    const run = async (work: () => unknown): Promise<void> => {
      try {
        await work();
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    input.onDidTriggerButton(() => {
      resolve('back');
    });
    input.onDidHide(() => {
      resolve('cancelled');
    });
    input.onDidAccept(() =>
      run(() =>
        accepted((answer) => {
          resolve({ answer });
        }),
      ),
    );
    if (changed) input.onDidChangeValue(() => run(changed));
    input.show();
  }).finally(() => {
    input.dispose();
  });
}
