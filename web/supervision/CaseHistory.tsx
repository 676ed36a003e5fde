import {
  CheckOutlined,
  ClockCircleOutlined,
  FlagOutlined,
  MessageOutlined,
  PhoneOutlined,
  RiseOutlined,
  RollbackOutlined,
  SolutionOutlined,
  StopOutlined,
  SwapOutlined,
} from '@ant-design/icons'
import { outcomeWords } from '../../server/contacts/reasons.ts'
import { closedWords } from '../../server/followups/reasons.ts'
import { type Language, useLanguage } from '../kit/preferences.ts'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { CaseFile } from './CasePage.tsx'

type CaseEvent = CaseFile['events'][number]

const ICON = {
  opened: FlagOutlined,
  assigned: SwapOutlined,
  noted: MessageOutlined,
  solved: SolutionOutlined,
  confirmed: CheckOutlined,
  reopened: RollbackOutlined,
  'not-reached': StopOutlined,
  'confirm-again': PhoneOutlined,
  overdue: ClockCircleOutlined,
  escalated: RiseOutlined,
  'closed-unheard': StopOutlined,
} as const

/** What happened to a case, oldest first, so that it reads as a story. */
export function CaseHistory({ events }: { events: readonly CaseEvent[] }) {
  const t = useT()
  const language = useLanguage()
  return (
    <ol className="case-history">
      {events.map(event => {
        const Icon = ICON[event.kind]
        const note = noteOf(event, language)
        return (
          <li key={event.id} className={`event-${event.kind}`}>
            <i className="event-mark" aria-hidden>
              <Icon />
            </i>
            <p>
              <b>{t(`supervision.event-${event.kind}`)}</b>
              {event.to && <span>{t('supervision.event-to', { name: event.to.name })}</span>}
              <span>{event.staff?.name ?? t('supervision.product')}</span>
              <Time at={event.at} />
            </p>
            {note && <p className="as-written">{note}</p>}
          </li>
        )
      })}
    </ol>
  )
}

/** The note as it was written; of a customer who was not reached it is a code, said in words. */
function noteOf({ kind, note }: CaseEvent, language: Language): string {
  // How far up it went is a number for programs.
  if (kind === 'escalated') return ''
  if (kind !== 'not-reached') return note
  const outcome = outcomeWords[note as keyof typeof outcomeWords]
  return outcome?.[language]() ?? closedWords[note as keyof typeof closedWords]?.[language] ?? note
}
