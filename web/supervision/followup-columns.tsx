import { Checkbox } from 'antd'
import { PURPOSE_WORDS } from '../../server/campaigns/rules.ts'
import { useLanguage } from '../kit/preferences.ts'
import type { Column } from '../kit/Table.tsx'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { FollowupChannels } from './FollowupChannels.tsx'
import { type FollowupRow, FollowupState, FollowupTime, WhoHasIt } from './FollowupState.tsx'

interface Selection {
  shown: readonly FollowupRow[]
  chosen: ReadonlySet<string>
  setChosen: (chosen: ReadonlySet<string>) => void
}

/** The columns of the list of follow-ups, the first of them to choose rows with. */
export function useFollowupColumns(selection: Selection): Column<FollowupRow>[] {
  const t = useT()
  const language = useLanguage()
  return [
    useChoosing(selection),
    {
      key: 'customer',
      title: t('supervision.customer'),
      phone: 'title',
      width: 190,
      value: row => <strong>{row.customerName}</strong>,
    },
    {
      key: 'why',
      title: t('supervision.why'),
      value: row => (
        <span className="two-lines">
          {row.campaignName ?? PURPOSE_WORDS[row.purpose][language]}
          <small>{row.reason}</small>
        </span>
      ),
    },
    { key: 'by', title: t('supervision.by'), width: 104, value: row => <FollowupChannels of={row} /> },
    { key: 'state', title: t('supervision.state'), width: 200, value: row => <FollowupState row={row} /> },
    { key: 'due', title: t('supervision.due'), width: 176, value: row => <FollowupTime row={row} /> },
    { key: 'priority', title: t('supervision.priority'), width: 64, right: true, value: row => row.priority },
    {
      key: 'attempts',
      title: t('supervision.attempts'),
      width: 64,
      right: true,
      value: row =>
        row.channels.includes('phone') && (
          <span className="num">
            <Num value={row.attempts} />
            <span className="faint">
              {' / '}
              <Num value={row.maxAttempts} />
            </span>
          </span>
        ),
    },
    { key: 'who', title: t('supervision.who'), width: 120, value: row => <WhoHasIt row={row} /> },
    { key: 'outcome', title: t('supervision.last-outcome'), width: 150, value: row => row.lastOutcomeText },
  ]
}

function useChoosing({ shown, chosen, setChosen }: Selection): Column<FollowupRow> {
  const t = useT()
  const all = shown.length > 0 && shown.every(row => chosen.has(row.id))
  const some = shown.some(row => chosen.has(row.id))
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return {
    key: 'choose',
    width: 40,
    phone: 'hide',
    title: (
      <Checkbox
        aria-label={t('supervision.select-shown')}
        checked={all}
        indeterminate={some && !all}
        onChange={() => setChosen(all ? new Set() : new Set(shown.map(row => row.id)))}
      />
    ),
    value: row => (
      <Checkbox
        aria-label={t('supervision.select', { name: row.customerName })}
        checked={chosen.has(row.id)}
        onChange={() => toggle(row.id)}
      />
    ),
  }
}
