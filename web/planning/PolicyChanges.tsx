import { type Change, differences } from '../../server/policy/diff-rules.ts'
import { useT } from '../kit/words.ts'
import { type Content, type SayRule, sayDays, sayExemption, sayName, sayRule, sayScope } from './say-rule.ts'
import './wizard.css'

interface PolicyChangesProps {
  before: Content
  after: Content
  say: Omit<SayRule, 'rules'>
}

/** What differs between two versions, each rule as it read and as it reads. */
export function PolicyChanges({ before, after, say }: PolicyChangesProps) {
  const t = useT()
  const changes = differences(before, after)
  if (changes.length === 0) return <p className="muted">{t('policy.same-rules')}</p>
  return (
    <ol className="policy-changes">
      {changes.map(change => (
        <li key={`${change.of} ${change.id}`}>
          <strong>{sayName((change.after ?? change.before)!, say.language)}</strong>
          <small className="faint">
            {t(change.before ? (change.after ? 'policy.changed-rule' : 'policy.removed-rule') : 'policy.added-rule')}
          </small>
          {change.before && (
            <div className="mark-removed">
              <Said change={change} which="before" say={{ ...say, rules: before.rules }} />
            </div>
          )}
          {change.after && (
            <div className="mark-added">
              <Said change={change} which="after" say={{ ...say, rules: after.rules }} />
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

function Said({ change, which, say }: { change: Change; which: 'before' | 'after'; say: SayRule }) {
  const { t } = say
  const item = change[which]!
  const sentence = change.of === 'rule' ? sayRule(change[which]!, say) : sayExemption(change[which]!, say)
  const days = change.of === 'rule' ? sayDays(change[which]!, t) : null
  // What is the same on both sides is said once, in the sentence.
  const more = [
    ...(change.fields.includes('name') ? [item.name] : []),
    ...(change.fields.includes('nameEn') && item.nameEn ? [item.nameEn] : []),
    ...(which === 'after' || change.after === null || change.fields.includes('scope') ? sayScope(item.scope, say) : []),
    ...(days ? [days] : []),
    ...(item.source && (change.fields.includes('source') || !change.before)
      ? [t('policy.rule-source', { source: item.source })]
      : []),
  ]
  return (
    <>
      {change.before && change.after && (
        <b className="mark">{t(which === 'before' ? 'policy.read-before' : 'policy.read-now')}</b>
      )}
      {sentence}
      <small className="policy-more">{more.join(' · ')}</small>
    </>
  )
}
