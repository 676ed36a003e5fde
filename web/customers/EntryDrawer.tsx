import { Drawer } from 'antd'
import { Link } from 'react-router'
import { listLines } from '../../server/activity/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useList } from '../kit/ask.ts'
import { Masked } from '../kit/Masked.tsx'
import { useMay } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { Table } from '../kit/Table.tsx'
import { Day, Names, Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { Amount } from './Amount.tsx'
import { begun } from './begun.ts'
import { Details } from './Details.tsx'
import { CaseStatus, ContactState, FollowupState, numberOf } from './EntryLine.tsx'
import { ChangeDetail, ConsentDetail, MachineDetail, VerdictDetail } from './FactDetail.tsx'
import { MailDetail } from './MailDetail.tsx'
import { sayPurpose } from './say-purpose.ts'
import type { ActivityRow, CaseRow, ContactRow, Entry, FollowupRow } from './timeline.ts'

/** All that is known of one entry of the timeline, beside it. */
export function EntryDrawer({ entry, onClose }: { entry: Entry | undefined; onClose: () => void }) {
  const wide = entry?.kind === 'activity' && entry.row.lineCount > 0
  return (
    <Drawer
      open={entry !== undefined}
      onClose={onClose}
      title={entry && <TitleOf entry={entry} />}
      size={wide ? 720 : 440}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      destroyOnHidden
    >
      {entry?.kind === 'activity' && <ActivityDetail row={entry.row} />}
      {entry?.kind === 'contact' && <ContactDetail row={entry.row} />}
      {entry?.kind === 'followup' && <FollowupDetail row={entry.row} />}
      {entry?.kind === 'case' && <CaseDetail row={entry.row} />}
      {entry?.kind === 'consent' && <ConsentDetail row={entry.row} />}
      {entry?.kind === 'change' && <ChangeDetail row={entry.row} />}
      {entry?.kind === 'machine' && <MachineDetail row={entry.row} />}
      {entry?.kind === 'verdict' && <VerdictDetail row={entry.row} />}
    </Drawer>
  )
}

function TitleOf({ entry }: { entry: Entry }) {
  const t = useT()
  if (entry.kind === 'activity') {
    return [t(`customers.activity-${entry.row.kind}`), numberOf(entry.row)].filter(Boolean).join(' ')
  }
  if (entry.kind === 'contact' && entry.row.channel === 'email') return t('customers.one-mail')
  return t(`customers.one-${entry.kind}`)
}

function ActivityDetail({ row }: { row: ActivityRow }) {
  const t = useT()
  return (
    <>
      <Details
        of={[
          [t('customers.when'), <Time key="at" at={row.happenedAt} />],
          [t('customers.summary'), row.summary],
          row.serialNumber !== null && [t('customers.machine'), row.serialNumber],
          row.endsOn !== null && [t('customers.ends-on'), <Day key="ends" on={row.endsOn} />],
          row.amount !== null && [
            t('customers.amount'),
            <b key="amount">
              <Amount value={row.amount} currency={row.currency} />
            </b>,
          ],
        ]}
      />
      {row.lineCount > 0 && <Lines row={row} />}
    </>
  )
}

function Lines({ row }: { row: ActivityRow }) {
  const t = useT()
  const list = useList(listLines, { params: { id: row.id }, query: { limit: 200 } })
  return (
    <Table<AnswerOf<typeof listLines>['items'][number]>
      label={t('customers.order-lines')}
      list={list}
      rowKey={line => String(line.lineNumber)}
      empty={<p className="muted">{t('customers.no-lines')}</p>}
      columns={[
        { key: 'product', title: t('customers.product'), value: line => line.product, phone: 'title' },
        { key: 'code', title: t('customers.product-code'), width: 100, value: line => line.productCode },
        {
          key: 'quantity',
          title: t('customers.quantity'),
          width: 80,
          right: true,
          value: line => <Num value={line.quantity} />,
        },
        {
          key: 'price',
          title: t('customers.unit-price'),
          width: 100,
          right: true,
          value: line => <Amount value={line.unitPrice} currency={row.currency} />,
        },
        {
          key: 'amount',
          title: t('customers.amount'),
          width: 110,
          right: true,
          value: line => <Amount value={line.amount} currency={row.currency} />,
        },
      ]}
    />
  )
}

/** The campaign an entry came of, to be opened by those who may. */
function Campaign({ id, name }: { id: string | null; name: string | null }) {
  const t = useT()
  const mayOpen = useMay('campaigns.read')
  if (!id || !name) return t('customers.by-hand')
  return mayOpen ? <Link to={`/campaigns/${id}`}>{name}</Link> : name
}

function ContactDetail({ row }: { row: ContactRow }) {
  const t = useT()
  const language = useLanguage()
  const approval = row.approvedByName && [row.approvedByName, ...row.approvedByRoles.map(role => roleWord(role, t))]
  return (
    <>
      <Details
        of={[
          [t('customers.when'), <Time key="at" at={row.at} />],
          [t('customers.outcome'), <ContactState key="outcome" row={row} />],
          row.state === 'made' &&
            row.channel === 'phone' && [
              t('customers.state'),
              t(row.conversed ? 'customers.conversed' : 'customers.not-conversed'),
            ],
          [t('customers.reason'), row.reason],
          [t('customers.purpose'), <Names key="purposes" of={row.purposes.map(one => sayPurpose(one, language))} />],
          (row.madeElsewhere === null || row.campaignId !== null) && [
            t('customers.campaign'),
            <Campaign key="campaign" id={row.campaignId} name={row.campaignName} />,
          ],
          row.madeElsewhere === null
            ? [
                t('customers.staff'),
                <Names key="staff" of={[...new Set([row.staffName, row.teamName, row.branchName])]} />,
              ]
            : [t('customers.made-by'), <Names key="staff" of={madeBy(row, t)} />],
          row.note !== '' && [t('customers.contact-note'), row.note],
          Boolean(approval) && [t('customers.approved-by'), <Names key="approved" of={approval || []} />],
          [
            t(row.channel === 'email' ? 'customers.address' : 'customers.number'),
            <Masked key="number" value={row.masked} />,
          ],
          row.callerNumber !== '' && [
            t(row.channel === 'email' ? 'customers.sender' : 'customers.caller-number'),
            row.callerNumber,
          ],
        ]}
      />
      {row.channel === 'email' && row.madeElsewhere === null && (
        <MailDetail customerId={row.customerId} contactId={row.id} />
      )}
      <div className="say-aloud">
        <h3 className="part-title">{t('customers.told-to-customer')}</h3>
        <p>{row.sentence}</p>
      </div>
    </>
  )
}

/** Who made a contact outside the product, and how we know of it. */
function madeBy({ staffName, branchName, imported }: ContactRow, t: ReturnType<typeof useT>): string[] {
  return [staffName, branchName, t(imported ? 'customers.of-file' : 'customers.made-elsewhere')]
}

/** A role in words; what is no role is shown as it is. */
function roleWord(role: string, t: ReturnType<typeof useT>): string {
  return t(`kit.role-${role as 'owner'}`)
}

function FollowupDetail({ row }: { row: FollowupRow }) {
  const t = useT()
  const language = useLanguage()
  const mayOpen = useMay('followups.read')
  return (
    <>
      <Details
        of={[
          [t('customers.state'), <FollowupState key="state" row={row} />],
          [t('customers.reason'), row.reason],
          [t('customers.purpose'), sayPurpose(row.purpose, language)],
          [t('customers.campaign'), <Campaign key="campaign" id={row.campaignId} name={row.campaignName} />],
          [t('customers.team'), row.teamName],
          row.handedToName !== null && [t('customers.staff'), row.handedToName],
          [t('customers.due'), <Time key="due" at={row.appointmentAt ?? row.dueAt} />],
          [t('customers.expires'), <Time key="expires" at={row.expiresAt} />],
          [t('customers.attempts'), t('customers.attempts-of', { done: row.attempts, most: row.maxAttempts })],
          row.lastOutcomeText !== null && [t('customers.outcome'), begun(row.lastOutcomeText)],
          row.held.length > 0 &&
            row.state === 'waiting' && [
              t('customers.held'),
              row.held.map(reason => <p key={reason.code}>{reason.sentence}</p>),
            ],
          [t('customers.when'), <Time key="at" at={row.createdAt} />],
        ]}
      />
      {mayOpen && <Link to={`/followups?id=${row.id}`}>{t('customers.open-followup')}</Link>}
    </>
  )
}

function CaseDetail({ row }: { row: CaseRow }) {
  const t = useT()
  return (
    <>
      <Details
        of={[
          [t('customers.state'), <CaseStatus key="state" row={row} />],
          [
            t('customers.problem'),
            <span key="problem" className="as-written">
              {row.problem}
            </span>,
          ],
          [t('customers.severity'), t(`customers.severity-${row.severity}`)],
          [t('customers.owner'), row.owner.name],
          [t('customers.case-due'), <Time key="due" at={row.dueAt} />],
          row.solution !== null && [
            t('customers.solution'),
            <span key="solution" className="as-written">
              {row.solution}
            </span>,
          ],
          row.reopened > 0 && [t('customers.reopened'), <Num key="reopened" value={row.reopened} />],
          [t('customers.when'), <Time key="at" at={row.createdAt} />],
        ]}
      />
      <Link to={`/cases/${row.id}`}>{t('customers.open-case')}</Link>
    </>
  )
}
