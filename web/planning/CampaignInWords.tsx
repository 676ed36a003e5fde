import type { ReactNode } from 'react'
import { FESTIVAL_WORDS } from '../../server/campaigns/festival-reasons.ts'
import { listBranches, listStaff } from '../../server/people/contract.ts'
import { useAsk } from '../kit/ask.ts'
import { useMay } from '../kit/me.ts'
import { Panel } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { sayList } from '../kit/say-time.ts'
import { useT } from '../kit/words.ts'
import { type Group, sayCondition } from './conditions.ts'
import { Between, Purposes } from './pieces.tsx'
import { type Content, sayHow, saySample, sayTrigger, wholeTrigger } from './say-campaign.ts'
import { WindowPicture } from './WindowPicture.tsx'

const LEAD = {
  phone: 'planning.in-words-lead',
  email: 'planning.in-words-lead-mail',
  'phone-email': 'planning.in-words-lead-then-mail',
  'email-phone': 'planning.in-words-lead-first-mail',
} as const

interface ContentInWordsProps {
  content: Content
  branchId: string
}

/** All a campaign says, as one sentence and then part by part. */
export function ContentInWords({ content, branchId }: ContentInWordsProps) {
  const t = useT()
  const language = useLanguage()
  const branch = useBranchName()(branchId)
  const trigger = wholeTrigger(content.trigger)
  const open = <span className="faint">{t('planning.value-open')}</span>
  const lead = t(LEAD[sayHow(content.channels)], {
    trigger: sayTrigger(content.trigger, t),
    team: content.teamName ?? '',
    number: content.callerNumber,
    attempts: content.maxAttempts,
  })
  return (
    <Panel title={t('planning.in-words')}>
      <p className="lead">{content.teamName && content.callerNumber ? lead : sayTrigger(content.trigger, t)}</p>
      {trigger && <WindowPicture trigger={trigger} />}
      <dl className="says">
        <Said label={t('planning.purposes')}>
          {content.purposes.length > 0 ? <Purposes of={content.purposes} /> : open}
        </Said>
        <Said label={t('planning.reason-for-customer')}>{content.reasonForCustomer || open}</Said>
        <Said label={t('planning.expected-effect')}>{content.expectedEffect || open}</Said>
        <Said label={t('planning.owner')}>{content.owner.name}</Said>
        {content.trigger.kind === 'festival' && (
          <Said label={t('planning.festivals')}>
            {sayList(
              (content.trigger.festivals ?? []).map(festival => FESTIVAL_WORDS[festival][language]),
              language,
            )}
          </Said>
        )}
        <Said label={t('planning.who')}>
          {branch ? t('planning.of-branch', { branch }) : t('planning.everyone')}
          <ConditionsInWords group={content.conditions} />
        </Said>
        <Said label={t('planning.sample')}>{saySample(content.sample, t)}</Said>
        <Said label={t('planning.channel')}>{t(`planning.says-${sayHow(content.channels)}`)}</Said>
        {content.mail && (
          <Said label={t('planning.mail')}>
            <MailAsWritten mail={content.mail} />
          </Said>
        )}
        <Said label={t('planning.team')}>{content.teamName ?? open}</Said>
        {content.skills.length > 0 && (
          <Said label={t('planning.needed-skills')}>{sayList(content.skills, language)}</Said>
        )}
        <Said label={t('planning.script')}>{content.scriptName ?? open}</Said>
        <Said label={t('planning.caller-number')}>{content.callerNumber || open}</Said>
        <Said label={t('planning.max-attempts')}>{t('planning.at-most-times', { times: content.maxAttempts })}</Said>
        <Said label={t('planning.priority')}>{t('planning.priority-of-nine', { priority: content.priority })}</Said>
        <Said label={t('planning.validity')}>
          {content.validFrom && content.validUntil ? (
            <Between from={content.validFrom} until={content.validUntil} />
          ) : (
            open
          )}
        </Said>
      </dl>
    </Panel>
  )
}

/** A mail as its planner wrote it. */
export function MailAsWritten({ mail: { subject, text } }: { mail: NonNullable<Content['mail']> }) {
  return (
    <div className="mail-written">
      <b>{subject}</b>
      <p className="as-written">{text}</p>
    </div>
  )
}

function Said({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** Conditions as nested lists: all of these, any of these, none of these. */
export function ConditionsInWords({ group }: { group: Group }) {
  const t = useT()
  const language = useLanguage()
  const branchName = useBranchName()
  if (group.rules.length === 0) return null
  const how = group.not ? 'not' : group.combinator
  return (
    <div className="group-said">
      <span className="muted">
        {t(`planning.group-of-${how === 'not' && group.combinator === 'or' ? 'not-any' : how}`)}
      </span>
      <ul>
        {group.rules.map(rule => {
          if ('rules' in rule) {
            return (
              <li key={JSON.stringify(rule)}>
                <ConditionsInWords group={rule} />
              </li>
            )
          }
          const said = sayCondition(rule, {
            t,
            language,
            branchName: id => branchName(id) ?? t('planning.other-branch'),
          })
          return (
            <li key={JSON.stringify(rule)} className="condition-said">
              {said.asks} <span className="condition-value-said">{said.value}</span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** Names a branch or a member of staff. */
export function useBranchName(): (id: string) => string | undefined {
  const when = useMay('people.read')
  const branches = useAsk(listBranches, {}, { when }).data?.items
  const staff = useAsk(listStaff, {}, { when }).data?.items
  return id => (branches?.find(it => it.id === id) ?? staff?.find(it => it.id === id))?.name
}
