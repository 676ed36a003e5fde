import type { listCampaignFunnels } from '../../server/reports/funnel-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { Steps } from './Fates.tsx'

export type FunnelRow = AnswerOf<typeof listCampaignFunnels>['items'][number]

/** From planned to completed, and what is still under way. */
export function Funnel({ row }: { row: FunnelRow }) {
  const t = useT()
  if (row.planned === 0) return <span className="faint">{t('insight.nothing-planned')}</span>
  return (
    <div className="funnel">
      <Steps funnel={row} from="planned" />
    </div>
  )
}

/** What is still under way and why, and why others fell out, most frequent first. */
export function FellOut({ row }: { row: FunnelRow }) {
  const t = useT()
  if (row.planned === 0) return null
  return (
    <div className="fell-outs">
      {(['open', 'fell-out'] as const).map(kind => {
        const fates = row.fates.filter(fate => fate.kind === kind)
        return (
          <section key={kind} className="fell-out">
            <small className="muted">{t(`insight.fate-${kind}`)}</small>
            {fates.length === 0 && <span className="faint">{t('insight.fate-none')}</span>}
            <ul>
              {fates.map(({ fate, rule, text, followups }) => (
                <li key={`${fate} ${rule}`}>
                  <span>{text}</span>
                  <Num value={followups} />
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
