import { PURPOSE_WORDS } from '../../server/campaigns/rules.ts'
import { reasonsTogether } from '../../server/followups/reasons.ts'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { Spoken } from '../kit/Spoken.tsx'
import { Status } from '../kit/Status.tsx'
import { useT } from '../kit/words.ts'
import type { OutcomeChoice, Sheet, Verdict } from './sheet.ts'
import { topicsOf } from './topics.ts'

/** What an agent may need to know or say while speaking: why it is allowed, what for, how to prove it, what follows. */
export function Help({ sheet, onKeys }: { sheet: Sheet; onKeys: () => void }) {
  const t = useT()
  const language = useLanguage()
  const { callerNumber, campaignName } = sheet.why
  const purposes = sheet.carried.length > 0 ? topicsOf(sheet).map(({ purpose }) => purpose) : sheet.why.purposes
  return (
    <aside className="desk-help" aria-label={t('desk.help')}>
      <section>
        <h2>{t('desk.if-asked')}</h2>
        <Proof sheet={sheet} />
      </section>
      <section>
        <h2>{t('desk.purposes')}</h2>
        <ol className="desk-purposes">
          {purposes.map(purpose => (
            <li key={purpose}>{PURPOSE_WORDS[purpose][language]}</li>
          ))}
        </ol>
        <dl>
          <dt>{t('desk.campaign')}</dt>
          <dd>{campaignName ?? t('desk.by-hand')}</dd>
          <dt>{t('desk.caller-number')}</dt>
          <dd className="num">{callerNumber}</dd>
        </dl>
      </section>
      <section>
        <h2>{t('desk.allowed')}</h2>
        <VerdictSaid verdict={sheet.verdict} />
      </section>
      <section>
        <h2>{t('desk.what-follows')}</h2>
        <WhatFollows outcomes={sheet.outcomes} />
      </section>
      <Button type="text" size="small" onClick={onKeys}>
        {t('desk.keys')}
        <Key>{'?'}</Key>
      </Button>
    </aside>
  )
}

/** The sentence that lets the customer check who is calling. */
function Proof({ sheet }: { sheet: Sheet }) {
  const t = useT()
  const { organisation } = useMe()
  const { campaignName, approvedByName, callerNumber } = sheet.why
  return (
    <p className="desk-proof">
      <Spoken>
        {t('desk.proof', {
          organisation: organisation.name,
          campaign: campaignName,
          approvedBy: approvedByName,
          reason: reasonsTogether(topicsOf(sheet).map(({ why }) => why.reason)),
          number: organisation.serviceNumber ?? callerNumber,
        })}
      </Spoken>
    </p>
  )
}

/** A verdict in words: the whole, then each reason and warning. */
export function VerdictSaid({ verdict }: { verdict: Verdict }) {
  const feel = verdict.kind === 'allow' ? 'good' : verdict.kind === 'defer' ? 'warn' : 'bad'
  return (
    <div className="desk-verdict">
      <Status feel={feel}>{verdict.sentence}</Status>
      {[...verdict.reasons, ...verdict.warnings].map(({ code, sentence }) => (
        <p key={code}>{sentence}</p>
      ))}
    </div>
  )
}

/** The outcomes by what they lead to, because many lead to the same. */
function WhatFollows({ outcomes }: { outcomes: readonly OutcomeChoice[] }) {
  const t = useT()
  const byResult = Map.groupBy(outcomes, choice => choice.leadsTo.sentence)
  return (
    <dl className="desk-follows">
      {[...byResult].map(([sentence, choices]) => (
        <div key={sentence}>
          <dt className="desk-capital">{sentence}</dt>
          <dd>{choices.map(choice => choice.text).join(t('desk.comma'))}</dd>
        </div>
      ))}
    </dl>
  )
}
