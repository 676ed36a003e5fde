import { customerBrief } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import { enqueue, jobsAreRunning } from '../platform/jobs.ts'
import { type Route, rawRoute, route } from '../platform/route.ts'
import { askElsewhere } from './ask-elsewhere.ts'
import { checkList, listFaulty } from './check-list.ts'
import { contactsOfCustomer } from './contacts-of-customer.ts'
import * as contract from './contract.ts'
import * as elsewhere from './elsewhere-contract.ts'
import { elsewherePage } from './elsewhere-page.ts'
import { numberStopInWords, suspectedCallInWords, verdictInWords } from './in-words.ts'
import { replayJob, sendMailsJob } from './jobs.ts'
import { liftStop } from './lift-stop.ts'
import * as listCheck from './list-check-contract.ts'
import { lookUpContacts } from './look-up-contacts.ts'
import * as mails from './mail-contract.ts'
import * as sender from './mail-sender-contract.ts'
import * as numbers from './number-contract.ts'
import { numberStopPage } from './number-store.ts'
import * as replay from './replay-contract.ts'
import { cancelReplay, heldByDraft, readReplays, startReplay } from './replay-policy.ts'
import { reportElsewhere } from './report-elsewhere.ts'
import { handleSuspectedCall, reportSuspectedCall } from './report-suspected-call.ts'
import { readMailSender, setMailSender } from './set-mail-sender.ts'
import { stopContacts } from './stop-contacts.ts'
import { mailStopOf, stopMails } from './stop-mails.ts'
import { liftNumberStop, stopNumber } from './stop-number.ts'
import { stopsOf } from './stop-store.ts'
import { suspectedCallPage } from './suspected-store.ts'
import * as verdictLog from './verdict-log-contract.ts'
import { groundFor, verdictOn } from './verdict-on.ts'
import { verdictsOfCustomer } from './verdicts-of-customer.ts'
import { listMails, writeMail } from './write-mail.ts'

export const routes: Route[] = [
  route(listCheck.checkList, (tx, actor, { query }) => checkList(tx, actor, query)),
  route(listCheck.listFaulty, (tx, actor, { query }) => listFaulty(tx, actor, query)),
  route(contract.lookUpContacts, (tx, actor, { body, language }) => lookUpContacts(tx, actor, body, language)),
  route(contract.listContactsOfCustomer, async (tx, actor, { params, query, language }) => {
    const rows = await contactsOfCustomer(tx, actor, params.id, { ...query, language })
    return pageFrom(rows, query.limit, row => [row.reservedAt.toString(), row.id])
  }),
  route(contract.readVerdict, async (tx, actor, { params, query, language }) => {
    permit(actor, 'contacts.ask')
    await customerBrief(tx, actor, params.id)
    const { purpose = null, channel, at } = query
    const request = { purpose, matterId: null, channel }
    const ground = await groundFor(tx, actor.orgId)
    const { verdict, timeZone } = await verdictOn(tx, actor, ground, params.id, request, at)
    return verdictInWords(verdict, timeZone, language, actor.now)
  }),
  route(replay.startReplay, async (tx, actor, { language }) => {
    const run = await startReplay(tx, actor, language)
    if (!run.finishedAt && jobsAreRunning()) await enqueue(tx, replayJob, { orgId: actor.orgId, replayId: run.id })
    return run
  }),
  route(replay.readReplays, (tx, actor, { language }) => readReplays(tx, actor, language)),
  route(replay.cancelReplay, (tx, actor, { params, language }) => cancelReplay(tx, actor, params.id, language)),
  route(replay.listHeldByDraft, (tx, actor, { params, query, language }) =>
    heldByDraft(tx, actor, params.id, { ...query, language }),
  ),
  route(contract.listStops, async (tx, actor, { params }) => {
    permit(actor, 'contacts.ask')
    await customerBrief(tx, actor, params.id)
    return { items: await stopsOf(tx, actor.orgId, params.id) }
  }),
  route(contract.stopContacts, (tx, actor, { params, body }) =>
    stopContacts(tx, actor, { ...body, customerId: params.id }),
  ),
  route(contract.liftStop, async (tx, actor, { params, body }) => {
    await liftStop(tx, actor, params.id, body.note)
    return {}
  }),
  route(elsewhere.askElsewhere, (tx, actor, { body, language }) => askElsewhere(tx, actor, body, language)),
  route(elsewhere.reportElsewhere, (tx, actor, { params, body }) => reportElsewhere(tx, actor, params.id, body)),
  route(elsewhere.listElsewhere, (tx, actor, { query, language }) => elsewherePage(tx, actor, { ...query, language })),
  route(mails.writeMail, async (tx, actor, { params, body, language }) => {
    const written = await writeMail(tx, actor, { ...body, customerId: params.id }, language)
    if (written.allowed && jobsAreRunning()) await enqueue(tx, sendMailsJob, {})
    return written
  }),
  route(mails.listMails, async (tx, actor, { params, query, language }) => ({
    items: await listMails(tx, actor, { ...query, customerId: params.id }, language),
  })),
  rawRoute(mails.readMailStop, ({ db }, _actor, { params }) => mailStopOf(db, params.token)),
  rawRoute(mails.stopMails, ({ db }, _actor, { params }) => stopMails(db, params.token)),
  route(sender.readMailSender, readMailSender),
  route(sender.setMailSender, (tx, actor, { body }) => setMailSender(tx, actor, body)),
  route(verdictLog.listVerdicts, (tx, actor, { params, query, language }) =>
    verdictsOfCustomer(tx, actor, params.id, { ...query, language }),
  ),
  route(numbers.stopNumber, async (tx, actor, { body }) => numberStopInWords(await stopNumber(tx, actor, body))),
  route(numbers.listNumberStops, async (tx, actor, { query }) => {
    permit(actor, 'contacts.read')
    const rows = await numberStopPage(tx, actor, { ...query, after: unpackCursor(query.cursor, ['id']) })
    const { items, next } = pageFrom(rows, query.limit, row => [row.id])
    return { items: items.map(numberStopInWords), next }
  }),
  route(numbers.liftNumberStop, async (tx, actor, { params, body }) => {
    await liftNumberStop(tx, actor, params.id, body.note)
    return {}
  }),
  route(numbers.reportSuspectedCall, async (tx, actor, { body }) => ({
    id: await reportSuspectedCall(tx, actor, body),
  })),
  route(numbers.listSuspectedCalls, async (tx, actor, { query }) => {
    permit(actor, 'audit.read')
    const rows = await suspectedCallPage(tx, actor, { ...query, after: unpackCursor(query.cursor, ['id']) })
    const { items, next } = pageFrom(rows, query.limit, row => [row.id])
    return { items: items.map(suspectedCallInWords), next }
  }),
  route(numbers.handleSuspectedCall, async (tx, actor, { params, body }) =>
    suspectedCallInWords(await handleSuspectedCall(tx, actor, params.id, body.handling)),
  ),
]
