import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { selfSignedCertificate } from './certificate.ts'

export interface LabMailOptions {
  /** `none`: plain text alone; `starttls`: offered; `implicit`: TLS from the first byte. */
  tls?: 'none' | 'starttls' | 'implicit'
  /** Sign-in is required with exactly these. */
  signIn?: { user: string; password: string }
  /** The answer to a recipient: a status and words of the server, or nothing to take him. */
  onRecipient?: (address: string) => { status: number; words: string } | undefined
  /** The answer to a whole mail. `silence` never answers; `hang-up` closes the connection instead of answering. */
  onMail?: (mail: Email) => { status: number; words: string } | 'silence' | 'hang-up' | undefined
}

/** A real mail server on this machine that keeps what it is sent. */
export interface LabMail {
  host: '127.0.0.1'
  port: number
  /** What to trust to talk to it. */
  cert: string
  /** `smtp://127.0.0.1:port` or `smtps://…`, with user and password when it asks for them. */
  url: string
  /** What it took, oldest first. `encrypted` tells how it came. */
  mails: { to: string[]; email: Email; encrypted: boolean; signedInAs: string | null }[]
  /** Changes how it answers from now on. */
  answer(options: Pick<LabMailOptions, 'onRecipient' | 'onMail'>): void
  close(): Promise<void>
}

/** Starts a mail server on a free port of 127.0.0.1. */
export async function startLabMail(options: LabMailOptions = {}): Promise<LabMail> {
  const { tls = 'none', signIn } = options
  const certificate = selfSignedCertificate()
  const mails: LabMail['mails'] = []
  let { onRecipient, onMail } = options
  const server = new SMTPServer({
    ...certificate,
    secure: tls === 'implicit',
    disabledCommands: [...(tls === 'starttls' ? [] : ['STARTTLS']), ...(signIn ? [] : ['AUTH'])],
    authOptional: !signIn,
    allowInsecureAuth: tls === 'none',
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onAuth({ username, password }, _session, done) {
      if (username === signIn?.user && password === signIn?.password) return done(null, { user: username })
      done(answered(535, '5.7.8 Authentication credentials invalid'))
    },
    onRcptTo({ address }, _session, done) {
      const said = onRecipient?.(address)
      done(said && answered(said.status, said.words))
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', async () => {
        const email = await PostalMime.parse(Buffer.concat(chunks))
        const said = onMail?.(email)
        if (said === 'silence') return
        if (said === 'hang-up') {
          for (const connection of server.connections) connection.close()
          return
        }
        if (said) return done(answered(said.status, said.words))
        const to = session.envelope.rcptTo.map(({ address }) => address)
        mails.push({ to, email, encrypted: session.secure, signedInAs: session.user ? String(session.user) : null })
        done()
      })
    },
  } satisfies SMTPServerOptions)
  server.on('error', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const login = signIn ? `${encodeURIComponent(signIn.user)}:${encodeURIComponent(signIn.password)}@` : ''
  return {
    host: '127.0.0.1',
    port,
    cert: certificate.cert,
    url: `${tls === 'implicit' ? 'smtps' : 'smtp'}://${login}127.0.0.1:${port}`,
    mails,
    answer(next) {
      onRecipient = next.onRecipient
      onMail = next.onMail
    },
    close: () => new Promise(resolve => server.close(resolve)),
  }
}

function answered(status: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: status })
}
