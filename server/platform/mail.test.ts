import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { selfSignedCertificate } from '../../lab/certificate.ts'
import { type LabMail, type LabMailOptions, startLabMail } from '../../lab/mail.ts'
import { connectMail, type MailConfig, MailFailure, mailConfig, readMailUrl, sendMail } from './mail.ts'

const mail = { to: 'li@example.com', subject: '昨天的回访', text: '共 12 次' }
const signIn = { user: 'huifang', password: 'p@ss:wörd' }
const open: LabMail[] = []

async function lab(options: LabMailOptions = {}): Promise<LabMail> {
  const server = await startLabMail(options)
  open.push(server)
  return server
}

function configOf(server: LabMail, change: Partial<MailConfig> = {}): MailConfig {
  return { ...readMailUrl(server.url)!, from: '回访 <huifang@example.com>', ca: server.cert, ...change }
}

async function failure(config: MailConfig): Promise<MailFailure> {
  const thrown = await sendMail(config, mail).then(
    () => null,
    error => error,
  )
  expect(thrown).toBeInstanceOf(MailFailure)
  return thrown
}

afterEach(async () => {
  await Promise.all(open.splice(0).map(server => server.close()))
})

describe('a mail', () => {
  test('arrives whole: sender, subject, both bodies, attachment and its own id', async () => {
    const server = await lab()
    await sendMail(configOf(server), {
      ...mail,
      html: '<p>共 <b>12</b> 次</p>',
      attachments: [
        { fileName: '昨天.xlsx', contentType: 'application/octet-stream', content: Buffer.from([0, 255, 7]) },
      ],
      messageId: '<slot-1@huifang>',
    })
    const [{ email, to } = { email: null!, to: [] }] = server.mails
    expect(to).toEqual(['li@example.com'])
    expect(email).toMatchObject({
      from: { name: '回访', address: 'huifang@example.com' },
      subject: '昨天的回访',
      messageId: '<slot-1@huifang>',
    })
    expect(email.text?.trim()).toBe('共 12 次')
    expect(email.html).toContain('<b>12</b>')
    expect(email.attachments[0]!.filename).toBe('昨天.xlsx')
    expect([...new Uint8Array(email.attachments[0]!.content as ArrayBuffer)]).toEqual([0, 255, 7])
    expect(email.headers.find(header => header.key === 'auto-submitted')?.value).toBe('auto-generated')
  })

  test('goes to one address alone and carries no header smuggled in by its subject', async () => {
    const server = await lab()
    await sendMail(configOf(server), { ...mail, subject: 'x\r\nBcc: eve@example.com' })
    expect(server.mails[0]!.to).toEqual(['li@example.com'])
    expect(server.mails[0]!.email.bcc).toBeUndefined()
  })

  test.each(['starttls', 'implicit'] as const)('is encrypted and signed in by %s', async tls => {
    const server = await lab({ tls, signIn })
    await sendMail(configOf(server, { requireTls: true }), mail)
    expect(server.mails[0]).toMatchObject({ encrypted: true, signedInAs: 'huifang' })
  })
})

describe('a mail that cannot go out says why', () => {
  test('when the server does not encrypt although it must', async () => {
    const server = await lab({ signIn })
    expect(await failure(configOf(server, { requireTls: true }))).toMatchObject({ kind: 'no-tls' })
    expect(server.mails).toEqual([])
  })

  test('when the certificate is not trusted', async () => {
    const stranger = await lab({ tls: 'implicit' })
    const server = await lab({ tls: 'implicit' })
    expect(await failure(configOf(server, { ca: stranger.cert }))).toMatchObject({ kind: 'no-tls' })
  })

  test('when user and password are wrong, without the password in its words', async () => {
    const server = await lab({ tls: 'starttls', signIn })
    const config = configOf(server, { signIn: { user: 'huifang', password: 'wrong-secret' } })
    const thrown = await failure(config)
    expect(thrown).toMatchObject({ kind: 'sign-in', words: expect.stringContaining('535') })
    expect(JSON.stringify([thrown.message, thrown.stack, thrown])).not.toContain('wrong-secret')
  })

  test('when the recipient is refused, in the server’s words', async () => {
    const server = await lab({
      onRecipient: () => ({ status: 550, words: '5.1.1 <Li@Example.com> No such user here' }),
    })
    const thrown = await failure(configOf(server))
    expect(thrown).toMatchObject({ kind: 'refused', words: '550 5.1.1 <…> No such user here', command: 'RCPT TO' })
    expect(thrown.message).not.toMatch(/li@example/i)
  })

  test('when the server asks to try again later', async () => {
    const server = await lab({ onRecipient: () => ({ status: 451, words: '4.7.1 Greylisted' }) })
    expect(await failure(configOf(server))).toMatchObject({
      kind: 'later',
      words: expect.stringContaining('Greylisted'),
    })
  })

  test('when the content is refused after it was read', async () => {
    const server = await lab({ onMail: () => ({ status: 552, words: '5.3.4 Message too big' }) })
    expect(await failure(configOf(server))).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('too big'),
      command: 'DATA',
    })
  })

  test('when the connection breaks after the mail was handed over: nobody knows', async () => {
    const server = await lab({ onMail: () => 'hang-up' })
    expect((await failure(configOf(server))).kind).toBe('unsure')
  })

  test('when encryption breaks after the mail was handed over: nobody knows, and it is no matter of trust', async () => {
    const { key, cert } = selfSignedCertificate()
    const raw = new Set<Socket>()
    const server = createTlsServer({ key, cert }, socket => {
      socket.on('error', () => {})
      socket.write('220 lab ESMTP\r\n')
      let isMail = false
      socket.on('data', chunk => {
        const line = String(chunk)
        if (isMail && line.endsWith('\r\n.\r\n')) {
          for (const one of raw) one.write('421 shutting down\r\n')
        } else if (!isMail) {
          isMail = /^DATA/i.test(line)
          socket.write(isMail ? '354 go ahead\r\n' : '250 ok\r\n')
        }
      })
    })
    server.on('connection', socket => raw.add(socket))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const config = {
      ...readMailUrl(`smtps://127.0.0.1:${port}`)!,
      from: 'huifang@example.com',
      ca: cert,
      patienceMs: 2000,
    }
    expect((await failure(config)).kind).toBe('unsure')
    server.close()
  })

  test('when the server falls silent: before the mail was handed over, and after', async () => {
    const mute = createServer(() => {})
    await new Promise<void>(resolve => mute.listen(0, '127.0.0.1', resolve))
    const { port } = mute.address() as { port: number }
    const server = await lab({ onMail: () => 'silence' })
    const config = configOf(server, { patienceMs: 300 })
    expect((await failure({ ...config, port })).kind).toBe('unreachable')
    expect((await failure(config)).kind).toBe('unsure')
    mute.close()
  })

  test('when nobody listens, or the server hangs up at once', async () => {
    const server = await lab()
    const config = configOf(server)
    await server.close()
    expect((await failure(config)).kind).toBe('unreachable')
    const rude = createServer(socket => socket.destroy())
    await new Promise<void>(resolve => rude.listen(0, '127.0.0.1', resolve))
    const { port } = rude.address() as { port: number }
    expect((await failure({ ...config, port })).kind).toBe('unreachable')
    rude.close()
  })
})

describe('the address of the mail server', () => {
  test('names host, port and sign-in, and asks for TLS everywhere but on this machine', () => {
    expect(readMailUrl('smtp://a%40b.cn:p%3Aw@mail.example')).toEqual({
      host: 'mail.example',
      port: 587,
      implicitTls: false,
      requireTls: true,
      signIn: { user: 'a@b.cn', password: 'p:w' },
    })
    expect(readMailUrl('smtps://mail.example')).toMatchObject({ port: 465, implicitTls: true, requireTls: true })
    expect(readMailUrl('smtp://127.0.0.1:2525')).toMatchObject({ port: 2525, requireTls: false })
    expect(readMailUrl('smtp://[::1]:25')).toMatchObject({ host: '::1', requireTls: false })
    expect(readMailUrl('smtp://relay.example:25?tls=optional')).toMatchObject({ requireTls: false })
  })

  test.each([
    'mail.example',
    'http://mail.example',
    'smtp://',
    'smtp://mail.example?tls=no',
    'smtp://u:%ZZ@mail.example',
    'smtp://user:password@mail.example?tls=optional',
  ])('is refused: %s', text => {
    expect(readMailUrl(text)).toBeNull()
  })

  test('is none until the operator names one', () => {
    expect(mailConfig()).toBeNull()
    const config = { ...readMailUrl('smtp://127.0.0.1')!, from: 'a@example.com' }
    connectMail(config)
    expect(mailConfig()).toBe(config)
    connectMail(undefined)
  })
})
