import { isIP } from 'node:net'
import { PassThrough } from 'node:stream'

/** A mail server that takes our mail, and in whose name it goes out. The password is never logged or answered. */
export interface MailConfig {
  host: string
  port: number
  /** TLS from the first byte (port 465); otherwise STARTTLS. */
  implicitTls: boolean
  /** Nothing is sent unless the connection is encrypted and its certificate is trusted. */
  requireTls: boolean
  signIn?: { user: string; password: string } | undefined
  /** The sender as in the header: `回访 <huifang@example.com>`, or the bare address. */
  from: string
  /** Certificates (PEM) trusted instead of the system's; absent means the system's. */
  ca?: string | undefined
  /** How long each part of the talk with the server may take; half a minute unless told. */
  patienceMs?: number | undefined
}

export interface Mail {
  /** One address; a mail to several people is several mails, so that none sees the others. */
  to: string
  subject: string
  /** The body as plain text, always sent. */
  text: string
  html?: string | undefined
  attachments?: readonly MailAttachment[] | undefined
  /** Who writes, where it is not the product itself. */
  from?: { name: string; address: string } | undefined
  /** Where one POST stops such mails (RFC 8058). */
  stopAt?: string | undefined
  /** The same id for the same mail sent again lets mail systems keep one; without it each sending gets its own. */
  messageId?: string | undefined
}

export interface MailAttachment {
  fileName: string
  contentType: string
  content: Uint8Array
}

/**
 * Why a mail did not go out. `unreachable`: the server was not reached or did not answer in time. `no-tls`: the
 * connection could not be encrypted or its certificate is not trusted. `sign-in`: it did not take user and password.
 * `later`: it asks to try again (4xx). `refused`: it will not take this mail (5xx). `unsure`: the mail was handed over
 * and the connection broke before the server confirmed it; it may or may not arrive.
 */
export type MailFailureKind = 'unreachable' | 'no-tls' | 'sign-in' | 'later' | 'refused' | 'unsure'

/** A mail that did not go out, with the server's own words where it said any; they never hold the recipient's address. */
export class MailFailure extends Error {
  readonly kind: MailFailureKind
  readonly words: string
  /** At which command of the talk (RFC 5321) it failed, such as `MAIL FROM`, `RCPT TO` or `DATA`; empty where unknown. */
  readonly command: string

  constructor(kind: MailFailureKind, words: string, command = '') {
    super(`${kind}: ${words}`)
    this.kind = kind
    this.words = words
    this.command = command
  }
}

const PATIENCE_MS = 30_000
const WORDS_AT_MOST = 500

let connected: MailConfig | undefined

/** Connects this process to a mail server, or to none; called once at start and by tests. */
export function connectMail(config: MailConfig | undefined): void {
  connected = config
}

/** The mail server of this process, `null` when the operator configured none. */
export function mailConfig(): MailConfig | null {
  return connected ?? null
}

/**
 * Reads the address of a mail server: `smtp://user:password@host:587` (STARTTLS) or `smtps://user:password@host:465`
 * (TLS from the start); user and password percent-encoded. TLS is required except on this very machine; `?tls=optional`
 * lifts that, but never together with a password. Returns `null` where that cannot be read.
 */
export function readMailUrl(text: string): Omit<MailConfig, 'from'> | null {
  const url = URL.parse(text)
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return null
  const tls = url.searchParams.get('tls') ?? 'required'
  if (!['required', 'optional'].includes(tls)) return null
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const implicitTls = url.protocol === 'smtps:'
  const signIn = signInOf(url)
  if (signIn === null || (signIn && tls === 'optional' && !isLoopback(host))) return null
  const port = Number(url.port) || (implicitTls ? 465 : 587)
  return { host, port, implicitTls, requireTls: implicitTls || (tls === 'required' && !isLoopback(host)), signIn }
}

function signInOf({ username, password }: URL): MailConfig['signIn'] | null {
  if (username === '') return undefined
  try {
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) }
  } catch {
    return null
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/**
 * Sends one mail and returns when the server has taken it. Throws a `MailFailure` otherwise; each part of the talk waits
 * no longer than the configured patience. Never reads files or addresses named by the content.
 */
export async function sendMail(config: MailConfig, mail: Mail): Promise<void> {
  const { createTransport } = await import('nodemailer')
  const patience = config.patienceMs ?? PATIENCE_MS
  const transport = createTransport({
    host: config.host,
    port: config.port,
    secure: config.implicitTls,
    requireTLS: config.requireTls,
    ...(config.signIn && { auth: { user: config.signIn.user, pass: config.signIn.password } }),
    tls: { minVersion: 'TLSv1.2', ...(config.ca && { ca: config.ca }) },
    connectionTimeout: patience,
    dnsTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  })
  // Once the whole mail was read the final dot is on its way, and only the server's answer tells what became of it.
  let handedOver = false
  transport.use('stream', ({ message }, done) => {
    message.processFunc(content => content.pipe(new PassThrough().on('end', () => (handedOver = true))))
    done()
  })
  try {
    await transport.sendMail({
      from: mail.from ?? config.from,
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      attachments: mail.attachments?.map(({ fileName, contentType, content }) => ({
        filename: fileName,
        contentType,
        content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
      })),
      ...(mail.messageId && { messageId: mail.messageId }),
      headers: {
        ...(!mail.from && { 'auto-submitted': 'auto-generated' }),
        ...(mail.stopAt && {
          'list-unsubscribe': `<${mail.stopAt}>`,
          'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
        }),
      },
    })
  } catch (error) {
    throw failureOf(error as SmtpError, handedOver, mail.to)
  } finally {
    transport.close()
  }
}

interface SmtpError extends Error {
  code?: string
  response?: string
  responseCode?: number
  command?: string
}

function failureOf(error: SmtpError, handedOver: boolean, to: string): MailFailure {
  const words = (error.response ?? error.message)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(new RegExp(RegExp.escape(to), 'gi'), '…')
    .trim()
    .slice(0, WORDS_AT_MOST)
  return new MailFailure(kindOf(error, handedOver), words, error.command)
}

/** RFC 5321, section 4.2.1: a reply of 4xx asks to try again, one of 5xx is final. */
function kindOf({ code, responseCode = 0, message }: SmtpError, handedOver: boolean): MailFailureKind {
  if (responseCode >= 400 && responseCode < 500) return 'later'
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'sign-in'
  if (handedOver && responseCode === 0) return 'unsure'
  if (code === 'ETLS' || /certificate|self-signed|SSL routines/i.test(message)) return 'no-tls'
  if (responseCode >= 500 || code === 'EENVELOPE') return 'refused'
  return 'unreachable'
}
