import { spawn } from 'node:child_process'
import { inject } from 'vitest'
import type { LabMail } from '../../lab/mail.ts'
import type { MailConfig } from '../platform/mail.ts'

const PROGRAM = `
  import { openDatabase, openPool } from '${import.meta.dirname}/../platform/database.ts'
  import { reachAt } from '${import.meta.dirname}/../platform/product-address.ts'
  import { givenVault } from '${import.meta.dirname}/../privacy/given.ts'
  import { sendMails } from '${import.meta.dirname}/send-mails.ts'
  const { url, config, orgId, at } = JSON.parse(process.env.GIVEN)
  givenVault()
  reachAt('https://huifang.example.com')
  const db = openDatabase(openPool(url, 2))
  await sendMails(db, config, orgId, () => Temporal.Instant.from(at), new AbortController().signal, () => {})
  process.exit(0)`

/**
 * A server of its own that sends an organisation's mails at an instant and is killed while it hands the first one over;
 * answers by which signal it ended.
 */
export async function givenDyingSender(of: {
  orgId: string
  at: Temporal.Instant
  config: MailConfig
  lab: LabMail
}): Promise<NodeJS.Signals | null> {
  const given = { url: inject('appUrl'), config: of.config, orgId: of.orgId, at: String(of.at) }
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], {
    env: { ...process.env, GIVEN: JSON.stringify(given) },
    stdio: 'inherit',
  })
  const died = new Promise<NodeJS.Signals | null>(resolve => child.on('exit', (_code, signal) => resolve(signal)))
  of.lab.answer({
    onMail: () => {
      child.kill('SIGKILL')
      return 'silence'
    },
  })
  const signal = await died
  of.lab.answer({})
  return signal
}
