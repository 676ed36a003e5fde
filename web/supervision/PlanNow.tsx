import { Drawer } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { planFollowups } from '../../server/followups/plan-contract.ts'
import { FALLEN_OUT } from '../../server/followups/rules.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useSay } from '../kit/say.tsx'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

type PlannedCampaign = AnswerOf<typeof planFollowups>['items'][number]

/** Plans the follow-ups of all running campaigns at once, then shows what was planned and what fell out, and why. */
export function PlanNow() {
  const t = useT()
  const say = useSay()
  const [open, setOpen] = useState(false)
  const plan = useDo(planFollowups, { topics: ['followups', 'reports'], onDone: () => setOpen(true) })
  return (
    <>
      <Button
        needs={planFollowups}
        loading={plan.isPending}
        title={t('supervision.plan-hint')}
        onClick={() => plan.mutate({}, { onError: say.problem })}
      >
        {t('supervision.plan-now')}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={t('supervision.plan-outcome')}
        size={440}
        styles={{ wrapper: { maxWidth: '100vw' } }}
      >
        <Outcome of={plan.data?.items ?? []} />
      </Drawer>
    </>
  )
}

function Outcome({ of: campaigns }: { of: readonly PlannedCampaign[] }) {
  const t = useT()
  if (campaigns.length === 0) {
    return (
      <Empty
        title={t('supervision.plan-no-campaigns')}
        hint={t('supervision.plan-no-campaigns-hint')}
        to="/campaigns"
        step={t('supervision.to-campaigns')}
      />
    )
  }
  const count = campaigns.reduce((sum, campaign) => sum + campaign.planned, 0)
  return (
    <>
      <p className="plan-total">
        {count > 0 ? t('supervision.planned-in-all', { count }) : t('supervision.planned-none')}
      </p>
      <p className="muted">{t('supervision.planned-repeat')}</p>
      {campaigns.map(campaign => (
        <CampaignOutcome key={campaign.campaignId} of={campaign} />
      ))}
    </>
  )
}

function CampaignOutcome({
  of: { campaignId, campaignName, activities, planned, fallenOut },
}: {
  of: PlannedCampaign
}) {
  const t = useT()
  return (
    <section className="plan-campaign">
      <h2>
        <Link to={`/campaigns/${campaignId}`}>{campaignName}</Link>
      </h2>
      <p className="muted">{t('supervision.plan-activities', { count: activities })}</p>
      <dl>
        <div className="plan-planned">
          <dt>{t('supervision.planned')}</dt>
          <dd>
            <Num value={planned} />
          </dd>
        </div>
        {FALLEN_OUT.filter(reason => fallenOut[reason] > 0).map(reason => (
          <div key={reason}>
            <dt>{t(`supervision.fell-${reason}`)}</dt>
            <dd>
              <Num value={fallenOut[reason]} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
