/** Everything that is held on a learner, as stored. What was said in conversations is not the training's. */
export interface LearnerData {
  readonly profile: {
    readonly name: string | undefined;
    readonly officeName: string | undefined;
    readonly reminderHour: number | undefined;
    readonly streakDays: number;
    readonly createdAt: Date;
    readonly lastActiveAt: Date;
    /** Where the learner stands, as the program keeps it. */
    readonly session: object;
  };
  /** Channels on which the learner is known, and since when. */
  readonly devices: readonly { readonly channelId: string; readonly linkedAt: Date }[];
  readonly lessons: readonly { readonly lessonId: string; readonly right: number; readonly asked: number; readonly finishedAt: Date }[];
  readonly answers: readonly {
    readonly itemId: string;
    readonly purpose: string;
    readonly given: readonly string[];
    readonly isRight: boolean;
    readonly at: Date;
  }[];
  readonly memories: readonly {
    readonly itemId: string;
    readonly due: Date;
    readonly lastReview: Date;
    readonly reps: number;
    readonly lapses: number;
    readonly stability: number;
    readonly difficulty: number;
  }[];
  readonly exams: readonly {
    readonly courseId: string;
    readonly startedAt: Date;
    readonly right: number | undefined;
    readonly asked: number | undefined;
    readonly isPassed: boolean | undefined;
  }[];
  readonly certificates: readonly {
    readonly serial: string;
    readonly name: string;
    readonly officeName: string;
    readonly courseTitle: string;
    readonly score: number;
    /** `YYYY-MM-DD` */
    readonly issuedOn: string;
    readonly revokedAt: Date | undefined;
  }[];
  readonly contestTries: readonly {
    readonly contestId: string;
    readonly round: number;
    readonly startedAt: Date;
    readonly right: number;
    readonly asked: number;
    readonly guess: number;
  }[];
  readonly contestEntries: readonly {
    readonly contestId: string;
    readonly name: string;
    readonly officeName: string | undefined;
    readonly isPublic: boolean;
    readonly answeredAt: Date;
    /** Why the organisers have hidden the name. */
    readonly hiddenWhy: string | undefined;
  }[];
  /** The list of an office on which the learner stands, at most one. */
  readonly enrolments: readonly { readonly officeName: string; readonly name: string; readonly position: string; readonly joinedAt: Date }[];
}

export interface LearnerDataStore {
  /** `undefined` where there is no such learner. */
  dataOf(learnerId: string): Promise<LearnerData | undefined>;
}
