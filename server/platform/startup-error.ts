/** The language of lines printed before anyone has logged in: Chinese when the locale starts with `zh`, else English. */
export function startupLanguage(env: NodeJS.ProcessEnv = process.env): 'zh' | 'en' {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

/**
 * A reason why the program cannot start, as one line for the person at the terminal. It is printed without a stack
 * and the program ends with code 1.
 */
export class StartupError extends Error {
  readonly zh: string
  readonly en: string

  constructor(sentence: { zh: string; en: string; cause?: unknown }) {
    const chosen = startupLanguage() === 'zh' ? sentence.zh : sentence.en
    super(chosen.replaceAll(/\s*\n\s*/g, ' '), { cause: sentence.cause })
    this.name = 'StartupError'
    this.zh = sentence.zh
    this.en = sentence.en
  }
}

/** The address to listen on is held by another program. */
export function portTaken(host: string, port: number): StartupError {
  return new StartupError({
    zh: `端口 ${port}（${host}）已被其他程序占用。请用 PORT=<其他端口> 另选一个端口再启动。`,
    en: `Port ${port} on ${host} is taken by another program. Choose another one with PORT=<port> and start again.`,
  })
}

/** The data folder cannot be created or written by the account that runs the program. */
export function dataFolderNotWritable(folder: string, cause?: unknown): StartupError {
  return new StartupError({
    zh: `数据目录 ${folder} 无法写入。请修改其权限，或用 HUIFANG_DATA=<目录> 指定另一个目录。`,
    en: `The data folder ${folder} is not writable. Change its permissions or name another one with HUIFANG_DATA=<folder>.`,
    cause,
  })
}

/** The unprivileged account that runs the database under root cannot reach the data folder. */
export function dataFolderOutOfReach(folder: string, account: string): StartupError {
  return new StartupError({
    zh: `以 root 运行时，数据库使用账户 ${account}，但该账户无法进入数据目录 ${folder}。请用 HUIFANG_DATA=<目录> 指定它能进入的目录（例如 /var/lib 下）。`,
    en: `Under root the database runs as the account ${account}, which cannot enter the data folder ${folder}. Set HUIFANG_DATA=<folder> to one it can enter, for example below /var/lib.`,
  })
}

/** A copy of the program that is still running holds the data folder. */
export function alreadyInUse(folder: string, holder: { pid: number; url?: string } | undefined): StartupError {
  const zhWho = holder ? `（进程 ${holder.pid}${holder.url ? `，${holder.url}` : ''}）` : ''
  const enWho = holder ? ` (process ${holder.pid}${holder.url ? `, ${holder.url}` : ''})` : ''
  return new StartupError({
    zh: `数据目录 ${folder} 正被另一个运行中的回访程序使用${zhWho}。请先停止它，或用 HUIFANG_DATA=<目录> 指定另一个目录。`,
    en: `The data folder ${folder} is in use by a running copy${enWho}. Stop it first or name another folder with HUIFANG_DATA=<folder>.`,
  })
}

/** The database carries migrations that this program does not know. */
export function databaseNewer(found: string, known: string): StartupError {
  return new StartupError({
    zh: `数据库比程序新（数据库为 ${found}，程序只认识到 ${known}）。请升级程序后再启动；数据未被改动。`,
    en: `The database is newer than this program (it is at ${found}, the program knows up to ${known}). Upgrade the program and start again; no data was changed.`,
  })
}

/** `DATABASE_URL` names a server that does not answer or refuses the login. The password is not repeated. */
export function databaseUnreachable(databaseUrl: string, cause: unknown): StartupError {
  const place = withoutSecrets(databaseUrl)
  const reason = reasonOf(cause)
  return new StartupError({
    zh: `无法连接 DATABASE_URL 指定的数据库 ${place}：${reason}。`,
    en: `The database named by DATABASE_URL (${place}) cannot be reached: ${reason}.`,
    cause,
  })
}

/** A setting from the environment or the command line that cannot be used. */
export function badSetting(name: string, zh: string, en: string): StartupError {
  return new StartupError({ zh: `${name} ${zh}。`, en: `${name} ${en}.` })
}

/** The embedded database could not be initialised or started; `detail` is its own last words. */
export function databaseDidNotStart(detail: string, logFile: string): StartupError {
  return new StartupError({
    zh: `内置数据库未能启动：${detail}（日志：${logFile}）`,
    en: `The embedded database did not start: ${detail} (log: ${logFile})`,
  })
}

function withoutSecrets(databaseUrl: string): string {
  try {
    const url = new URL(databaseUrl)
    return `${url.protocol}//${url.username ? `${url.username}@` : ''}${url.host}${url.pathname}`
  } catch {
    return 'postgres://…'
  }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0])
  if (cause instanceof Error) return cause.message || ('code' in cause ? String(cause.code) : cause.name)
  return String(cause)
}
