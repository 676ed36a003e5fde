import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { StartupError } from './startup-error.ts'

const ordinary = { checkout: '/home/li/huifang', isRoot: false }

test('without settings it listens on this machine only and keeps its data beside the code', () => {
  expect(readConfig({}, [], ordinary)).toEqual({
    port: 7700,
    host: '127.0.0.1',
    databaseUrl: undefined,
    dataFolder: '/home/li/huifang/data',
    masterKeyFile: '/home/li/huifang/data/master.key',
    webhookAllow: [],
    logLevel: 'info',
    empty: false,
    demoSize: undefined,
  })
})

test('root keeps the data of each checkout apart, below /var/lib', () => {
  const one = readConfig({}, [], { checkout: '/root/huifang', isRoot: true }).dataFolder
  const other = readConfig({}, [], { checkout: '/srv/huifang', isRoot: true }).dataFolder
  expect(one).toMatch(/^\/var\/lib\/huifang\/huifang-[0-9a-f]{8}$/)
  expect(other).not.toBe(one)
})

test('every setting is taken', () => {
  const env = {
    PORT: '8080',
    HOST: '::1',
    DATABASE_URL: 'postgresql://db.example/huifang',
    HUIFANG_DATA: '/srv/data',
    HUIFANG_MASTER_KEY_FILE: '/etc/huifang.key',
    HUIFANG_LOG_LEVEL: 'debug',
    HUIFANG_DIAL_URL: 'https://pbx.example/calls',
    HUIFANG_DIAL_TOKEN: 'secret',
    HUIFANG_SMTP_URL: 'smtp://huifang:secret@mail.example',
    HUIFANG_MAIL_FROM: '回访 <huifang@example.com>',
    HUIFANG_WEBHOOK_ALLOW: 'erp.internal, 10.0.0.8:8080',
    HUIFANG_BACKUP_FOLDER: '/srv/backups',
    HUIFANG_BACKUP_KEEP: '7',
    HUIFANG_BACKUP_PASSPHRASE_FILE: '/etc/huifang.passphrase',
  }
  expect(readConfig(env, ['--demo-size', '500'], ordinary)).toEqual({
    port: 8080,
    host: '::1',
    databaseUrl: 'postgresql://db.example/huifang',
    dataFolder: '/srv/data',
    masterKeyFile: '/etc/huifang.key',
    telephone: { url: 'https://pbx.example/calls', token: 'secret' },
    mail: {
      host: 'mail.example',
      port: 587,
      implicitTls: false,
      requireTls: true,
      signIn: { user: 'huifang', password: 'secret' },
      from: '回访 <huifang@example.com>',
    },
    webhookAllow: ['erp.internal', '10.0.0.8:8080'],
    backups: { folder: '/srv/backups', keep: 7, passphraseFile: '/etc/huifang.passphrase' },
    logLevel: 'debug',
    empty: false,
    demoSize: 500,
  })
})

test('the master key moves with the data folder, and an empty variable counts as absent', () => {
  const config = readConfig({ HUIFANG_DATA: '/srv/data', PORT: '', DATABASE_URL: '' }, ['--empty'], ordinary)
  expect(config).toMatchObject({ masterKeyFile: '/srv/data/master.key', port: 7700, empty: true })
  expect(config.databaseUrl).toBeUndefined()
})

test.each([
  [{ HUIFANG_SMTP_URL: 'mail.example:587' }, [], 'HUIFANG_SMTP_URL'],
  [{ HUIFANG_SMTP_URL: 'smtp://mail.example' }, [], 'HUIFANG_MAIL_FROM'],
  [{ HUIFANG_MAIL_FROM: 'a@b.cn\r\nBcc: c@d.cn' }, [], 'HUIFANG_MAIL_FROM'],
  [{ HUIFANG_WEBHOOK_ALLOW: 'https://erp.internal/' }, [], 'HUIFANG_WEBHOOK_ALLOW'],
  [{ HUIFANG_BACKUP_KEEP: '0' }, [], 'HUIFANG_BACKUP_KEEP'],
  [{ PORT: 'http' }, [], 'PORT'],
  [{ PORT: '65536' }, [], 'PORT'],
  [{ PORT: '-1' }, [], 'PORT'],
  [{ HOST: 'not a host' }, [], 'HOST'],
  [{ DATABASE_URL: 'mysql://db' }, [], 'DATABASE_URL'],
  [{ HUIFANG_LOG_LEVEL: 'loud' }, [], 'HUIFANG_LOG_LEVEL'],
  [{ HUIFANG_DIAL_URL: 'ftp://pbx.example' }, [], 'HUIFANG_DIAL_URL'],
  [{ HUIFANG_DIAL_URL: 'https://user:secret@pbx.example' }, [], 'HUIFANG_DIAL_URL'],
  [{ HUIFANG_DIAL_TOKEN: 'two words' }, [], 'HUIFANG_DIAL_TOKEN'],
  [{}, ['--demo-size', '0'], '--demo-size'],
  [{}, ['--demo-size', 'many'], '--demo-size'],
  [{}, ['--demo-size'], '--demo-size'],
  [{}, ['--empty', '--demo-size', '5'], '--empty'],
  [{}, ['--emty'], '--emty'],
  [{}, ['extra'], 'extra'],
])('%j %j is refused in one line that names it', (env, argv, name) => {
  const refusal = catchStartupError(() => readConfig(env, argv, ordinary))
  expect(refusal.message).toContain(name)
  expect(refusal.message).not.toContain('\n')
})

function catchStartupError(action: () => unknown): StartupError {
  try {
    action()
  } catch (error) {
    if (error instanceof StartupError) return error
    throw error
  }
  throw new Error('it was not refused')
}
