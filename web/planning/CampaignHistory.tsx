import { listCampaignHistory } from '../../server/campaigns/version-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

type Entry = AnswerOf<typeof listCampaignHistory>['items'][number]

const KNOWN = [
  'drafted',
  'changed',
  'submit',
  'withdraw',
  'approve',
  'return',
  'discard',
  'pause',
  'resume',
  'stop',
] as const

/** Who did what with a campaign, newest first. */
export function CampaignHistory({ campaignId }: { campaignId: string }) {
  const t = useT()
  const list = useList(listCampaignHistory, { params: { id: campaignId }, query: { limit: 10 } })
  if (list.problem) return <ProblemNote error={list.problem} onRetry={list.retry} />
  return (
    <>
      <ol className="history">
        {(list.rows ?? []).map(entry => (
          <li key={entry.id}>
            <span>
              <Did entry={entry} />
            </span>
            <span>
              <Time at={entry.at} />
            </span>
          </li>
        ))}
      </ol>
      {list.hasMore && (
        <Button size="small" type="text" loading={list.loadingMore} onClick={list.loadMore}>
          {t('planning.earlier')}
        </Button>
      )}
    </>
  )
}

function Did({ entry }: { entry: Entry }) {
  const t = useT()
  const name = entry.by?.name ?? t('planning.the-system')
  const did = KNOWN.find(action => entry.action === `campaign-${action}`)
  if (!did) return entry.action
  return (
    <>
      {t(`planning.did-${did}`, { name, number: entry.number ?? 0 })}
      {entry.note && <q>{entry.note}</q>}
    </>
  )
}
