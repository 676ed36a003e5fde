import { readSaturation } from '../../server/contacts/saturation-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk } from '../kit/ask.ts'
import { Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { sayList } from '../kit/say-time.ts'
import { useT } from '../kit/words.ts'
import { sayPurpose } from './say-purpose.ts'

type Taken = AnswerOf<typeof readSaturation>['items'][number]

/** So many limits are shown; beyond them only how many there are, none of them full. */
const SHOWN = 5
/** Up to here each contact is a mark of its own. */
const MOST_MARKS = 15
/** Windows end without anybody doing anything. */
const ASK_AGAIN_MS = 60_000

/** The contacts in the window of each cap of the policy, against that cap; the fullest first. */
export function SaturationPanel({ customerId }: { customerId: string }) {
  const t = useT()
  const given = { params: { id: customerId } }
  const topics = ['contacts', 'followups', 'customers', 'policy']
  const { data, error, refetch } = useAsk(readSaturation, given, { topics, everyMs: ASK_AGAIN_MS })
  const items = data?.items ?? []
  const shown = items.filter((row, at) => row.full || at < SHOWN)
  const rest = items.length - shown.length
  if (!error && items.length === 0) return null
  return (
    <Panel title={t('customers.saturation')}>
      {error && !data && <ProblemNote error={error} onRetry={() => void refetch()} />}
      <ul className="saturation">
        {shown.map(row => (
          <li
            key={`${row.rule} ${row.masked} ${row.matter?.lastAt}`}
            className={row.full ? 'saturation-full' : undefined}
          >
            <p className="saturation-head">
              <b>{row.name}</b>
              {row.full && <Status feel="waiting">{t('customers.saturation-full')}</Status>}
            </p>
            <Marks count={row.count} limit={row.limit} />
            <p>{row.sentence}</p>
            <About row={row} />
          </li>
        ))}
      </ul>
      {rest > 0 && <small className="muted">{t('customers.saturation-rest', { count: rest })}</small>}
    </Panel>
  )
}

/** One mark for each place, or a bar where there are many. */
function Marks({ count, limit }: { count: number; limit: number }) {
  if (limit > MOST_MARKS) {
    return (
      <span className="saturation-bar" aria-hidden>
        <i style={{ width: `${Math.min(100, (100 * count) / limit)}%` }} />
      </span>
    )
  }
  const places = Array.from({ length: Math.max(limit, 1) }, (_, place) => place)
  return (
    <span className="saturation-marks" aria-hidden>
      {places.map(place => (
        <i key={place} className={place < count ? 'taken' : undefined} />
      ))}
    </span>
  )
}

/** Of which number, matter or purposes it is. */
function About({ row }: { row: Taken }) {
  const t = useT()
  const language = useLanguage()
  const purposes = row.purposes?.map(one => sayPurpose(one, language))
  const parts = [
    row.masked && t('customers.saturation-number', { masked: row.masked }),
    row.matter && t('customers.saturation-matter', { purpose: sayPurpose(row.matter.purpose, language) }),
    purposes && t('customers.saturation-for', { purposes: sayList(purposes, language) }),
    row.layer === 'carrier' && t('customers.saturation-line'),
  ].filter(Boolean)
  return parts.length > 0 && <small>{parts.join(' · ')}</small>
}
