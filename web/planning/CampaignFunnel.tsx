import '../insight/reports.css'
import { readCampaignFunnel } from '../../server/reports/funnel-contract.ts'
import { Fates, Steps } from '../insight/Fates.tsx'
import { useAsk } from '../kit/ask.ts'
import { useMay } from '../kit/me.ts'
import { Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Campaign } from './say-campaign.ts'
import { useYield, type YieldAnswer } from './Yield.tsx'

/** Time alone releases what is held; of a great campaign counting at each call of each agent would be too much. */
const EVERY_MS = 30_000
const REASONS_AT_MOST = 3

/** The funnel of a campaign: whom it means today, and how far those it planned have come, held by which rule until when. */
export function CampaignFunnel({ campaign }: { campaign: Campaign }) {
  const t = useT()
  const funnel = useAsk(
    readCampaignFunnel,
    { params: { id: campaign.id } },
    { when: useMay('reports.read'), topics: ['campaigns'], everyMs: EVERY_MS },
  )
  const audience = useYield(campaign.id).data
  if (funnel.error) return <ProblemNote error={funnel.error} onRetry={() => void funnel.refetch()} />
  if (!funnel.data) return null
  const { planned, asOf, policyVersion } = funnel.data
  return (
    <Panel
      title={t('planning.progress')}
      extra={
        <span className="faint">
          {t('planning.funnel-as-of')} <Time at={asOf} />
        </span>
      }
    >
      {campaign.state !== 'stopped' && audience?.counted && <Audience answer={audience} />}
      {planned === 0 ? (
        <p className="muted">{t('planning.funnel-nothing-planned')}</p>
      ) : (
        <div className="campaign-funnel">
          <Steps funnel={funnel.data} from="planned" />
          <Fates funnel={funnel.data} within={{ campaign: campaign.id }} />
          <p className="chart-hint">{t('planning.funnel-policy', { version: String(policyVersion) })}</p>
        </div>
      )}
    </Panel>
  )
}

/** Whom the campaign means today, and why some of them are not called. */
function Audience({ answer: { customers, fallenOut } }: { answer: YieldAnswer }) {
  const t = useT()
  const reasons = fallenOut.toSorted((a, b) => b.customers - a.customers).slice(0, REASONS_AT_MOST)
  return (
    <p className="funnel-audience">
      <span className="muted">{t('planning.funnel-eligible')}</span>
      <b>
        <Num value={customers.eligible} />
      </b>
      {reasons.map(({ reason, customers: fell }) => (
        <span key={reason} className="muted">
          {t(`planning.out-${reason}`)} <Num value={fell} />
        </span>
      ))}
    </p>
  )
}
