import { centralQuestion } from "./central-question.js";
import type { GroupedQuestions, GroupStore, NewWording, UngroupedQuestion } from "./group-store.js";
import { QuestionGrouper } from "./question-grouper.js";
import type { QuestionTopic } from "./question-topics.js";
import type { ReadQuestion } from "./read-question.js";

/** What understands questions; changes with the knowledge in use. */
export interface QuestionUnderstanding {
  readonly read: (text: string) => ReadQuestion;
  readonly topicOf: (question: string, sources: readonly string[]) => QuestionTopic;
}

/** Questions of one round: few, so that turns of people do not wait long. */
const perRound = 200;
/** Ways of typing that are looked at for the name of a group. */
const weighedForName = 30;

/** Groups what was asked since the last round, as long as there is something. For one process at a time. */
export class QuestionGrouping {
  readonly #store: GroupStore;
  #grouper = new QuestionGrouper();
  /** Of the last question that the grouper knows. */
  #lastId = 0;

  constructor(store: GroupStore) {
    this.#store = store;
  }

  /** One round. @returns how many questions it grouped; fewer than a round's means that nothing is left. */
  async round(understanding: QuestionUnderstanding): Promise<{ grouped: number; isDone: boolean }> {
    try {
      const questions = await this.#store.ungrouped(perRound);
      if (questions.length === 0) return { grouped: 0, isDone: true };
      const grouped = await this.#group(questions, understanding);
      this.#lastId = await this.#store.save(grouped);
      await this.#rename(grouped, understanding);
      return { grouped: questions.length, isDone: questions.length < perRound };
    } catch (error) {
      // A group may have been deleted meanwhile: what is compared with is read again.
      this.#grouper = new QuestionGrouper();
      this.#lastId = 0;
      throw error;
    }
  }

  async #group(questions: readonly UngroupedQuestion[], { read, topicOf }: QuestionUnderstanding): Promise<GroupedQuestions> {
    await this.#catchUp();
    const grouper = this.#grouper;
    const readings = questions.map(({ question }) => read(question));
    const known = new Map(await this.#store.groupsOfKeys(readings.map(({ key }) => key)));
    const ids = await this.#store.newIds(questions.length);
    const groups: GroupedQuestions["groups"][number][] = [];
    const wordings: NewWording[] = [];
    const placed = questions.map(({ answerId, question, sources, askedAt }, place) => {
      const reading = readings[place] as ReadQuestion;
      const { key, ...compared } = reading;
      let groupId = known.get(key);
      if (groupId === undefined) {
        const { group, isNewWay } = grouper.place(reading);
        groupId = group ?? (ids[place] as number);
        if (group === undefined) groups.push({ id: groupId, name: question, topic: topicOf(question, sources) });
        if (isNewWay) grouper.keep(reading, groupId);
        wordings.push({ key, typed: question, groupId, reading: isNewWay ? compared : undefined });
        known.set(key, groupId);
      }
      return { answerId, key, groupId, askedAt };
    });
    return { groups, wordings, questions: placed };
  }

  /** Another process may have grouped since. */
  async #catchUp(): Promise<void> {
    for (const { id, groupId, reading } of await this.#store.kept(this.#lastId)) {
      this.#grouper.keep(reading, groupId);
      this.#lastId = id;
    }
  }

  /** A group that got a new way of asking may have another centre. */
  async #rename({ groups, wordings }: GroupedQuestions, { read }: QuestionUnderstanding): Promise<void> {
    const isNew = new Set(groups.map(({ id }) => id));
    const grown = [...new Set(wordings.map(({ groupId }) => groupId))].filter(
      (id) => !isNew.has(id) || wordings.filter((one) => one.groupId === id).length > 1,
    );
    const names = new Map<number, string>();
    for (const id of grown) names.set(id, centralQuestion(await this.#store.wordingsOf(id, weighedForName), read));
    if (names.size > 0) await this.#store.rename(names);
  }
}
