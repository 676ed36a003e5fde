import { PlusOutlined } from '@ant-design/icons'
import { Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { saveDraft } from '../../server/policy/contract.ts'
import { Button } from '../kit/Button.tsx'
import { Panel } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { useT } from '../kit/words.ts'
import { blankRule, KINDS_OF_GROUP } from './policy-blank.ts'
import {
  type Content,
  type Exemption,
  GROUPS,
  type Group,
  groupOf,
  type Rule,
  type SayRule,
  sayDays,
  sayExemption,
  sayName,
  sayRule,
  sayScope,
} from './say-rule.ts'
import type { Draft } from './use-policy-draft.ts'

interface PolicyGroupsProps {
  content: Content
  say: SayRule
  problems?: Draft['problems']
  /** Opens a rule or exemption to change it, or a new one; without it the rules can only be read. */
  onEdit?: (what: { rule: Rule; isNew: boolean } | { exemption: Exemption | null }) => void
}

/** All rules as sentences, by what they are about. */
export function PolicyGroups({ content, say, problems = [], onEdit }: PolicyGroupsProps) {
  const { t } = say
  return GROUPS.map(group => {
    const rules = content.rules.filter(rule => groupOf(rule) === group)
    const count = group === 'exemption' ? content.exemptions.length : rules.length
    return (
      <Panel key={group} title={t(`policy.group-${group}`)} extra={onEdit && <AddTo group={group} onEdit={onEdit} />}>
        {count === 0 ? (
          <p className="muted">
            {t(`policy.none-${group}`)}
            <span className="policy-more">{t(`policy.group-${group}-hint`)}</span>
          </p>
        ) : (
          <p className="panel-hint faint">{t(`policy.group-${group}-hint`)}</p>
        )}
        <ul className="policy-rules">
          {group === 'exemption'
            ? content.exemptions.map(exemption => (
                <Item
                  key={exemption.id}
                  item={exemption}
                  sentence={sayExemption(exemption, say)}
                  more={[...sayScope(exemption.scope, say), exemption.reason]}
                  problems={problems}
                  onOpen={onEdit && (() => onEdit({ exemption }))}
                />
              ))
            : rules.map(rule => (
                <Item
                  key={rule.id}
                  item={rule}
                  sentence={sayRule(rule, say)}
                  more={[...sayScope(rule.scope, say), sayDays(rule, t)]}
                  problems={problems}
                  onOpen={onEdit && (() => onEdit({ rule, isNew: false }))}
                />
              ))}
        </ul>
      </Panel>
    )
  })
}

interface ItemProps {
  item: Rule | Exemption
  sentence: string
  more: readonly (string | null)[]
  problems: Draft['problems']
  onOpen: (() => void) | undefined
}

function Item({ item, sentence, more, problems, onOpen }: ItemProps) {
  const t = useT()
  const language = useLanguage()
  const own = problems.filter(problem => problem.subject === item.id)
  const body = (
    <>
      <span className="policy-rule-name">{sayName(item, language)}</span>
      <span className="policy-sentence">{sentence}</span>
      <span className="policy-more">
        {more.filter(part => part).join(' · ')}
        {item.source && <> · {t('policy.rule-source', { source: item.source })}</>}
      </span>
    </>
  )
  return (
    <li>
      {onOpen ? (
        <button type="button" className="policy-rule" onClick={onOpen}>
          {body}
        </button>
      ) : (
        <div className="policy-rule">{body}</div>
      )}
      {own.map(problem => (
        <Status key={problem.code} feel={problem.warning ? 'warn' : 'bad'}>
          {problem.sentence}
        </Status>
      ))}
    </li>
  )
}

function AddTo({ group, onEdit }: { group: Group; onEdit: NonNullable<PolicyGroupsProps['onEdit']> }): ReactNode {
  const t = useT()
  const kinds: readonly Rule['kind'][] = group === 'exemption' ? [] : KINDS_OF_GROUP[group]
  const layer = group === 'carrier' ? 'carrier' : 'own'
  const add = (kind: Rule['kind']) => onEdit({ rule: blankRule(kind, layer), isNew: true })
  const label = `${t('policy.add-rule')} ${t(`policy.group-${group}`)}`
  const button = (onClick?: () => void) => (
    <Button size="small" icon={<PlusOutlined />} needs={saveDraft} aria-label={label} onClick={onClick}>
      {t('policy.add-rule')}
    </Button>
  )
  if (group === 'exemption') return button(() => onEdit({ exemption: null }))
  if (kinds.length === 1) return button(() => add(kinds[0]!))
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: kinds.map(kind => ({ key: kind, label: t(`policy.kind-${kind as 'cap'}`), onClick: () => add(kind) })),
      }}
    >
      {button()}
    </Dropdown>
  )
}
