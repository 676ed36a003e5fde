import { useState } from 'react'
import type { readVerdict } from '../../server/contacts/contract.ts'
import { askOverride, listOverridesOfCustomer, withdrawOverride } from '../../server/contacts/leave-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { Time } from '../kit/Time.tsx'
import { whenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'
import { type OverrideRow, OverrideState, sayRules } from './OverrideState.tsx'
import { sayPurpose } from './say-purpose.ts'

const AskOverride = whenOpened(() => import('./AskOverride.tsx').then(file => file.AskOverride))

/** Of those that are over, so many are shown. */
const OVER_SHOWN = 2

interface OverridesProps {
  customerId: string
  verdict: AnswerOf<typeof readVerdict>
}

/** The way to ask for leave to pass the rules that hold a customer back. */
export function AskForOverride({ customerId, verdict }: OverridesProps) {
  const t = useT()
  const { data } = useAsk(listOverridesOfCustomer, { params: { id: customerId } }, { topics: ['contacts', 'policy'] })
  const [open, setOpen] = useState(false)
  if (verdict.kind === 'allow' || !data) return null
  const objects = new Set(verdict.reasons.map(reason => reason.rule))
  const objecting = data.passable.filter(rule => objects.has(rule.id))
  const others = data.passable.filter(rule => !objects.has(rule.id))
  return (
    <>
      <Button
        size="small"
        needs={askOverride}
        whyNot={objecting.length === 0 && t('customers.override-none-passable')}
        onClick={() => setOpen(true)}
      >
        {t('customers.ask-override')}
      </Button>
      <AskOverride
        open={open}
        customerId={customerId}
        objecting={objecting}
        others={others}
        onClose={() => setOpen(false)}
      />
    </>
  )
}

const stands = ({ state }: OverrideRow) => state === 'waiting' || state === 'in-force'

/** The overrides of a customer that wait or are in force, and the last ones that are over. */
export function Overrides({ customerId }: { customerId: string }) {
  const t = useT()
  const { data } = useAsk(listOverridesOfCustomer, { params: { id: customerId } }, { topics: ['contacts', 'policy'] })
  const items = data?.items ?? []
  const shown = [...items.filter(stands), ...items.filter(row => !stands(row)).slice(0, OVER_SHOWN)]
  if (shown.length === 0) return null
  return (
    <div className="stops">
      <h3>{t('customers.overrides')}</h3>
      <ul>
        {shown.map(row => (
          <li key={row.id}>
            <OneOverride row={row} />
            {row.state === 'waiting' && row.isMine && <Withdraw row={row} />}
          </li>
        ))}
      </ul>
    </div>
  )
}

function OneOverride({ row }: { row: OverrideRow }) {
  const t = useT()
  const language = useLanguage()
  return (
    <div>
      <b>
        <OverrideState state={row.state} />
      </b>
      <p>
        {sayRules(row, language)}
        {row.purpose && ` · ${sayPurpose(row.purpose, language)}`}
      </p>
      <p className="as-written">{row.reason}</p>
      <small>
        {row.askedByName} · <Time at={row.askedAt} />
        {row.decidedByName && row.state !== 'withdrawn' && ` → ${row.decidedByName}`}
        {row.decisionNote && ` · ${row.decisionNote}`}
        {row.usedAt && (
          <>
            {' · '}
            {t('customers.override-used')} <Time at={row.usedAt} /> {row.usedByName}
          </>
        )}
        {stands(row) && (
          <>
            {' · '}
            {t('customers.until')} <Time at={row.expiresAt} />
          </>
        )}
      </small>
    </div>
  )
}

/** Takes back what one asked for oneself. */
function Withdraw({ row }: { row: OverrideRow }) {
  const t = useT()
  const say = useSay()
  const withdraw = useDo(withdrawOverride, {
    topics: ['contacts'],
    onDone: () => say.done(t('customers.override-withdrawn-done')),
  })
  return (
    <Button
      size="small"
      needs={withdrawOverride}
      loading={withdraw.isPending}
      onClick={() => withdraw.mutate({ params: { id: row.id } }, { onError: say.problem })}
    >
      {t('customers.override-withdraw')}
    </Button>
  )
}
