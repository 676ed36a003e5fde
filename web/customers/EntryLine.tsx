import {
  AuditOutlined,
  CarOutlined,
  CheckCircleOutlined,
  CommentOutlined,
  FileTextOutlined,
  FlagOutlined,
  HistoryOutlined,
  HomeOutlined,
  KeyOutlined,
  MailOutlined,
  PhoneOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  ShoppingOutlined,
  SwapOutlined,
  ToolOutlined,
  WarningOutlined,
} from '@ant-design/icons'
import type { MailOutcomeCode } from '../../server/contacts/mail-reasons.ts'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { type Feel, Status } from '../kit/Status.tsx'
import { exactTime, sayTime } from '../kit/say-time.ts'
import { Day, Time, useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { Amount } from './Amount.tsx'
import { begun } from './begun.ts'
import { ChangeLine, ConsentLine, MachineLine, VerdictLine } from './FactLine.tsx'
import { Line } from './Line.tsx'
import { sayPurpose } from './say-purpose.ts'
import type { ActivityRow, CaseRow, ContactRow, Entry, FollowupRow } from './timeline.ts'

const ACTIVITY_ICON = {
  order: ShoppingOutlined,
  parts: SettingOutlined,
  'second-hand': SwapOutlined,
  delivery: CarOutlined,
  service: ToolOutlined,
  complaint: WarningOutlined,
  solved: CheckCircleOutlined,
  contract: FileTextOutlined,
  rental: KeyOutlined,
  visit: HomeOutlined,
} as const

const ICON_OF = {
  contact: PhoneOutlined,
  followup: CommentOutlined,
  case: FlagOutlined,
  consent: SafetyCertificateOutlined,
  change: HistoryOutlined,
  machine: ToolOutlined,
  verdict: AuditOutlined,
} as const

/** One line of the timeline: when, what, how it stands; opens its details. */
export function EntryLine({ entry, onOpen }: { entry: Entry; onOpen: () => void }) {
  const Icon = iconOf(entry)
  return (
    <button type="button" className={`entry entry-${entry.kind}`} onClick={onOpen}>
      <span className="entry-icon">
        <Icon aria-hidden />
      </span>
      <EntryTime at={entry.at} />
      <LineOf entry={entry} />
    </button>
  )
}

const LOCALE = { zh: 'zh-CN', en: 'en-GB' } as const
const RECENT_DAYS = 6
const WITHOUT_YEAR = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** When, without the year, which the month above says. */
function EntryTime({ at }: { at: string }) {
  const language = useLanguage()
  const zone = useMe().organisation.timeZone
  const now = useNow()
  const instant = Temporal.Instant.from(at)
  const here = instant.toZonedDateTimeISO(zone)
  const isRecent = here.until(now.toZonedDateTimeISO(zone), { largestUnit: 'days' }).days <= RECENT_DAYS
  return (
    <time className="entry-time" dateTime={at} title={exactTime(instant, { zone, language })}>
      {isRecent ? sayTime(instant, { now, zone, language }) : here.toLocaleString(LOCALE[language], WITHOUT_YEAR)}
    </time>
  )
}

function iconOf(entry: Entry) {
  if (entry.kind === 'activity') return ACTIVITY_ICON[entry.row.kind]
  if (entry.kind === 'contact' && entry.row.channel === 'email') return MailOutlined
  return ICON_OF[entry.kind]
}

function LineOf({ entry }: { entry: Entry }) {
  switch (entry.kind) {
    case 'activity':
      return <ActivityLine row={entry.row} />
    case 'contact':
      return <ContactLine row={entry.row} />
    case 'followup':
      return <FollowupLine row={entry.row} />
    case 'case':
      return <CaseLine row={entry.row} />
    case 'consent':
      return <ConsentLine row={entry.row} />
    case 'change':
      return <ChangeLine row={entry.row} />
    case 'machine':
      return <MachineLine row={entry.row} />
    case 'verdict':
      return <VerdictLine row={entry.row} />
  }
}

/** Its number on paper; an order of a file without numbers is known by customer and time, which is none. */
export function numberOf({ externalId }: ActivityRow): string | null {
  return externalId && /@\d{4}-\d\d-\d\dT/.test(externalId) ? null : externalId
}

function ActivityLine({ row }: { row: ActivityRow }) {
  const t = useT()
  return (
    <Line
      kind={t(`customers.activity-${row.kind}`)}
      content={row.summary || numberOf(row) || ''}
      aside={[
        row.summary ? numberOf(row) : null,
        row.serialNumber,
        row.endsOn && (
          <>
            {t('customers.ends-on')} <Day on={row.endsOn} />
          </>
        ),
        row.lineCount > 0 && t('customers.lines', { count: row.lineCount }),
      ]}
      end={<Amount value={row.amount} currency={row.currency} />}
    />
  )
}

function ContactLine({ row }: { row: ContactRow }) {
  const t = useT()
  return (
    <Line
      kind={t(row.channel === 'email' ? 'customers.one-mail' : 'customers.one-contact')}
      content={row.reason}
      aside={[
        row.madeElsewhere !== null && t('customers.made-elsewhere'),
        row.staffName,
        row.branchName,
        row.campaignName,
      ]}
      end={<ContactState row={row} />}
    />
  )
}

/** How a contact ended, or how far it is. */
export function ContactState({ row }: { row: ContactRow }) {
  const t = useT()
  const state =
    row.channel === 'email' && row.state !== 'made' && row.state !== 'cancelled'
      ? row.madeElsewhere
        ? 'mailed'
        : 'mailing'
      : row.state
  return <Status feel={feelOf(row)}>{begun(row.outcomeText) ?? t(`customers.contact-state-${state}`)}</Status>
}

const FEEL_OF_MAIL: Record<MailOutcomeCode, Feel> = {
  sent: 'good',
  unconfirmed: 'warn',
  bounced: 'bad',
  'asked-not-to-write': 'quiet',
}

function feelOf({ state, channel, outcome, conversed }: ContactRow): Feel {
  if (state === 'cancelled') return 'quiet'
  if (state !== 'made') return 'info'
  if (channel === 'email') return FEEL_OF_MAIL[outcome as MailOutcomeCode] ?? 'quiet'
  return conversed ? 'good' : 'quiet'
}

function FollowupLine({ row }: { row: FollowupRow }) {
  const t = useT()
  const language = useLanguage()
  return (
    <Line
      kind={t('customers.one-followup')}
      content={row.reason}
      aside={[
        sayPurpose(row.purpose, language),
        row.campaignName ?? t('customers.by-hand'),
        row.carriedBy && t('customers.together-with', { purpose: sayPurpose(row.carriedBy.purpose, language) }),
        row.state === 'waiting' && (
          <>
            {t('customers.due')} <Time at={row.dueAt} />
          </>
        ),
      ]}
      end={<FollowupState row={row} />}
    />
  )
}

const FEEL_OF_FOLLOWUP: Record<FollowupRow['state'], Feel> = {
  waiting: 'waiting',
  'to-mail': 'waiting',
  'handed-out': 'info',
  mailing: 'info',
  carried: 'info',
  mailed: 'good',
  done: 'good',
  closed: 'quiet',
}

/** How a follow-up stands; once settled, with its outcome. */
export function FollowupState({ row }: { row: FollowupRow }) {
  const t = useT()
  const how = row.state === 'closed' ? row.closedText : row.state === 'done' ? row.lastOutcomeText : null
  return <Status feel={FEEL_OF_FOLLOWUP[row.state]}>{begun(how) ?? t(`customers.followup-state-${row.state}`)}</Status>
}

function CaseLine({ row }: { row: CaseRow }) {
  const t = useT()
  return (
    <Line
      kind={t('customers.one-case')}
      content={row.problem}
      aside={[
        row.owner.name,
        row.state === 'open' && (
          <>
            {t('customers.case-due')} <Time at={row.dueAt} />
          </>
        ),
      ]}
      end={<CaseStatus row={row} />}
    />
  )
}

/** How a case stands; overdue comes first. */
export function CaseStatus({ row }: { row: CaseRow }) {
  const t = useT()
  if (row.overdue) return <Status feel="bad">{t('customers.overdue')}</Status>
  const feel: Feel = row.state === 'open' ? 'warn' : row.state === 'confirming' ? 'waiting' : 'good'
  return <Status feel={feel}>{t(`customers.case-state-${row.state}`)}</Status>
}
