import { Checkbox } from 'antd'
import type { listPacks } from '../../server/policy/pack-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { useT } from '../kit/words.ts'
import { ScopeField } from './PolicyScopeField.tsx'
import { type Rule, type Scope, sayName } from './say-rule.ts'

type PackItem = AnswerOf<typeof listPacks>['items'][number]['rules'][number]

interface PackRuleProps {
  item: Omit<PackItem, 'rule'> & { rule: Rule }
  sentence: string
  scope: string
  /** Where it stands already. */
  state: 'in-draft' | 'in-force' | null
  /** For whom it was chosen; `null` when it is not. */
  chosen: Scope | null
  onToggle: () => void
  onScope: (scope: Scope) => void
}

/** A rule of a pack to tick: how it reads, where it comes from, and for whom, where it is about some alone. */
export function PackRule({ item, sentence, scope, state, chosen, onToggle, onScope }: PackRuleProps) {
  const t = useT()
  const language = useLanguage()
  const { rule, note, source, needsScope } = item
  return (
    <li>
      <Checkbox checked={chosen !== null || state !== null} disabled={state !== null} onChange={onToggle}>
        <span className="policy-rule-name">{sayName(rule, language)}</span>
      </Checkbox>
      {state && (
        <Status feel={state === 'in-force' ? 'good' : 'info'}>
          {t(state === 'in-force' ? 'policy.packs-in-force' : 'policy.packs-in-draft')}
        </Status>
      )}
      <div className="policy-pack-body">
        <p className="policy-sentence">{sentence}</p>
        <p className="policy-more">{scope}</p>
        <p className="muted">{note}</p>
        <SourceLine source={source} />
        {chosen && needsScope && (
          <div className="policy-pack-whom">
            <p>{t('policy.packs-whom')}</p>
            <ScopeField value={chosen} onChange={onScope} parts={['tags', 'branchIds', 'campaignIds']} />
          </div>
        )}
      </div>
    </li>
  )
}

export function SourceLine({ source }: { source: PackItem['source'] }) {
  const t = useT()
  return (
    <p className="policy-source">
      <b>{t(`policy.standing-${source.standing}`)}</b>
      {source.text}
      <span className="faint">
        {' '}
        · {t(`policy.read-${source.read}`)}
        {source.address && ` · ${source.address}`}
      </span>
    </p>
  )
}
