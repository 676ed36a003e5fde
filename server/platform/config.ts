import { createHash } from 'node:crypto'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type MailConfig, readMailUrl } from './mail.ts'
import { badSetting, StartupError } from './startup-error.ts'

/** What the operator decided before the program started. Paths are absolute. */
export type Config = {
  /** 0 lets the system choose a free port. */
  port: number
  host: string
  /** A server of the operator's own; absent means the embedded one. */
  databaseUrl?: string
  dataFolder: string
  masterKeyFile: string
  /** Where the product's clock starts, for a rehearsal on data of another time; absent means now. */
  clock?: Temporal.Instant
  /** Where browsers reach the product, without a slash at the end; absent means that no mail carries a link. */
  address?: string
  /** The telephone system that rings for the agents; absent means none. The token is sent as bearer token. */
  telephone?: { url: string; token?: string | undefined }
  /** The mail server that takes our mail; absent means no mail goes out. */
  mail?: MailConfig
  /** Hosts that webhooks and sign-on may call although they are not public or speak plain HTTP: `host` or `host:port`. */
  webhookAllow: readonly string[]
  /** Where a backup is written every night, and how many of them are kept; absent means none. */
  backups?: { folder: string; keep: number; passphraseFile?: string | undefined }
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
  /** Start without the demo business. */
  empty: boolean
  /** Customers in the demo business; absent means the small default. */
  demoSize?: number
}

/** Where the program runs from and as whom; both decide the default data folder. */
export type Place = { checkout: string; isRoot: boolean }

const here: Place = {
  checkout: resolve(import.meta.dirname, '../..'),
  isRoot: process.getuid?.() === 0,
}

const wholeNumber = z.string().regex(/^\d+$/).transform(Number)

const settings = {
  PORT: {
    schema: wholeNumber.pipe(z.number().max(65535)).default(7700),
    zh: '必须是 0 到 65535 之间的整数',
    en: 'must be a whole number from 0 to 65535',
  },
  HOST: {
    schema: z
      .string()
      .regex(/^[\w.:-]+$/)
      .default('127.0.0.1'),
    zh: '必须是 IP 地址或主机名',
    en: 'must be an IP address or a host name',
  },
  DATABASE_URL: {
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\/./)
      .optional(),
    zh: '必须以 postgres:// 开头',
    en: 'must start with postgres://',
  },
  HUIFANG_DATA: { schema: z.string().optional(), zh: '必须是目录', en: 'must be a folder' },
  HUIFANG_MASTER_KEY_FILE: { schema: z.string().optional(), zh: '必须是文件', en: 'must be a file' },
  HUIFANG_LOG_LEVEL: {
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    zh: '必须是 trace、debug、info、warn、error、fatal、silent 之一',
    en: 'must be one of trace, debug, info, warn, error, fatal, silent',
  },
  HUIFANG_CLOCK: {
    schema: z.iso
      .datetime({ offset: true })
      .transform(text => Temporal.Instant.from(text))
      .optional(),
    zh: '必须是带时区的时间，例如 2011-12-05T10:00:00+00:00',
    en: 'must be a time with its offset, such as 2011-12-05T10:00:00+00:00',
  },
  HUIFANG_ADDRESS: {
    schema: z
      .string()
      .refine(isPlainHttp)
      .transform(text => text.replace(/\/+$/, ''))
      .optional(),
    zh: '必须是浏览器打开本系统的网址，例如 https://huifang.example.com',
    en: 'must be the address at which browsers reach the product, such as https://huifang.example.com',
  },
  HUIFANG_DIAL_URL: {
    schema: z.string().refine(isPlainHttp).optional(),
    zh: '必须是 http:// 或 https:// 网址，不含用户名和密码（令牌用 HUIFANG_DIAL_TOKEN）',
    en: 'must be an http:// or https:// address without user and password (a token goes into HUIFANG_DIAL_TOKEN)',
  },
  HUIFANG_DIAL_TOKEN: {
    schema: z
      .string()
      .regex(/^[\x21-\x7e]+$/)
      .optional(),
    zh: '必须是不含空格的 ASCII 字符',
    en: 'must be ASCII characters without spaces',
  },
  HUIFANG_SMTP_URL: {
    schema: z
      .string()
      .refine(text => readMailUrl(text) !== null)
      .optional(),
    zh: '必须形如 smtp://用户:密码@主机:587 或 smtps://用户:密码@主机:465（用户和密码按百分号编码；?tls=optional 不能与密码同用）',
    en: 'must look like smtp://user:password@host:587 or smtps://user:password@host:465 (user and password percent-encoded; ?tls=optional never with a password)',
  },
  HUIFANG_MAIL_FROM: {
    schema: z
      .string()
      .regex(/^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/)
      .optional(),
    zh: '必须是发件人邮箱，例如 回访 <huifang@example.com>；设置了 HUIFANG_SMTP_URL 时必填',
    en: 'must be the sender, such as Huifang <huifang@example.com>; required with HUIFANG_SMTP_URL',
  },
  HUIFANG_WEBHOOK_ALLOW: {
    schema: z
      .string()
      .regex(/^[^\s,/@]+(\s*,\s*[^\s,/@]+)*$/)
      .optional(),
    zh: '必须是以逗号分隔的主机名，可带端口，例如 erp.internal,10.0.0.8:8080',
    en: 'must be host names separated by commas, with a port if need be, such as erp.internal,10.0.0.8:8080',
  },
  HUIFANG_BACKUP_FOLDER: { schema: z.string().optional(), zh: '必须是目录', en: 'must be a folder' },
  HUIFANG_BACKUP_KEEP: {
    schema: wholeNumber.pipe(z.number().min(1).max(3650)).default(14),
    zh: '必须是 1 到 3650 之间的整数',
    en: 'must be a whole number from 1 to 3650',
  },
  HUIFANG_BACKUP_PASSPHRASE_FILE: { schema: z.string().optional(), zh: '必须是文件', en: 'must be a file' },
  '--demo-size': {
    schema: wholeNumber.pipe(z.number().min(1).max(10_000_000)).optional(),
    zh: '必须是 1 到 10000000 之间的整数',
    en: 'must be a whole number from 1 to 10000000',
  },
} as const

/**
 * Reads the settings from the environment and the command line (without `node` and the script). An empty variable
 * counts as absent. Refuses an unknown option or a value that cannot be used with a `StartupError`.
 */
export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[], place: Place = here): Config {
  const options = readOptions(argv)
  const dataFolder = resolve(read('HUIFANG_DATA', env.HUIFANG_DATA) ?? defaultDataFolder(place))
  return {
    port: read('PORT', env.PORT),
    host: read('HOST', env.HOST),
    databaseUrl: read('DATABASE_URL', env.DATABASE_URL),
    dataFolder,
    masterKeyFile: resolve(
      read('HUIFANG_MASTER_KEY_FILE', env.HUIFANG_MASTER_KEY_FILE) ?? join(dataFolder, 'master.key'),
    ),
    clock: read('HUIFANG_CLOCK', env.HUIFANG_CLOCK),
    address: read('HUIFANG_ADDRESS', env.HUIFANG_ADDRESS),
    telephone: telephoneOf(env),
    webhookAllow: (read('HUIFANG_WEBHOOK_ALLOW', env.HUIFANG_WEBHOOK_ALLOW) ?? '').split(/[\s,]+/).filter(Boolean),
    backups: backupsOf(env),
    mail: mailOf(env),
    logLevel: read('HUIFANG_LOG_LEVEL', env.HUIFANG_LOG_LEVEL),
    empty: options.empty ?? false,
    demoSize: read('--demo-size', options['demo-size']),
  }
}

function telephoneOf(env: NodeJS.ProcessEnv): Config['telephone'] {
  const url = read('HUIFANG_DIAL_URL', env.HUIFANG_DIAL_URL)
  const token = read('HUIFANG_DIAL_TOKEN', env.HUIFANG_DIAL_TOKEN)
  return url === undefined ? undefined : { url, token }
}

function mailOf(env: NodeJS.ProcessEnv): Config['mail'] {
  const url = read('HUIFANG_SMTP_URL', env.HUIFANG_SMTP_URL)
  const from = read('HUIFANG_MAIL_FROM', env.HUIFANG_MAIL_FROM)
  if (url === undefined) return undefined
  if (from === undefined)
    throw badSetting('HUIFANG_MAIL_FROM', settings.HUIFANG_MAIL_FROM.zh, settings.HUIFANG_MAIL_FROM.en)
  return { ...readMailUrl(url)!, from }
}

function backupsOf(env: NodeJS.ProcessEnv): Config['backups'] {
  const folder = read('HUIFANG_BACKUP_FOLDER', env.HUIFANG_BACKUP_FOLDER)
  const keep = read('HUIFANG_BACKUP_KEEP', env.HUIFANG_BACKUP_KEEP)
  if (folder === undefined) return undefined
  const passphraseFile = read('HUIFANG_BACKUP_PASSPHRASE_FILE', env.HUIFANG_BACKUP_PASSPHRASE_FILE)
  return { folder: resolve(folder), keep, passphraseFile }
}

function isPlainHttp(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}

function read<Name extends keyof typeof settings>(
  name: Name,
  value: string | undefined,
): z.output<(typeof settings)[Name]['schema']> {
  const setting = settings[name]
  const result = setting.schema.safeParse(value === '' ? undefined : value)
  if (!result.success) throw badSetting(name, setting.zh, setting.en)
  return result.data as z.output<(typeof settings)[Name]['schema']>
}

function readOptions(argv: readonly string[]): { empty?: boolean; 'demo-size'?: string } {
  const options = parseOptions(argv)
  if (options.empty && options['demo-size'] !== undefined) {
    throw badSetting('--empty', '不能与 --demo-size 同时使用', 'cannot be combined with --demo-size')
  }
  return options
}

function parseOptions(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: { empty: { type: 'boolean' }, 'demo-size': { type: 'string' } },
      allowPositionals: false,
    }).values
  } catch (error) {
    const given = argv.join(' ')
    throw new StartupError({
      zh: `无法理解启动参数“${given}”;可用的是 --empty 和 --demo-size <客户数>。`,
      en: `The options "${given}" are not understood; there are --empty and --demo-size <customers>.`,
      cause: error,
    })
  }
}

/**
 * An ordinary user keeps the data beside the code. Root keeps it below /var/lib, because the database then runs as
 * another account, which may not be able to enter the checkout.
 */
function defaultDataFolder({ checkout, isRoot }: Place): string {
  if (!isRoot) return join(checkout, 'data')
  const hash = createHash('sha256').update(checkout).digest('hex').slice(0, 8)
  return join('/var/lib/huifang', `${basename(checkout)}-${hash}`)
}
