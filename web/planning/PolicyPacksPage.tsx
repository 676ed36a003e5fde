import { Checkbox, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { readDraft, readPolicy } from '../../server/policy/contract.ts'
import { confirmPack, listPacks } from '../../server/policy/pack-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useFilters } from '../kit/Filters.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { PackRule, SourceLine } from './PolicyPackRule.tsx'
import { type Rule, type Scope, sayRule, sayScope } from './say-rule.ts'
import './policy.css'

type Packs = AnswerOf<typeof listPacks>
type Pack = Packs['items'][number]

/** Ready-made rules by trade and country: what a pack would add, ticked and answered for rule by rule. */
export function PolicyPacksPage() {
  const t = useT()
  const [{ pack: chosen }, set] = useFilters(['pack'])
  const asked = useAsk(listPacks)
  const packs = asked.data?.items
  const pack = packs?.find(one => one.id === chosen) ?? packs?.[0]
  return (
    <Page
      title={t('policy.packs-title')}
      hint={t('policy.packs-hint')}
      action={
        <Link to="/policy" className="policy-link">
          {t('policy.back-to-policy')}
        </Link>
      }
    >
      {!packs || !pack ? (
        asked.error ? (
          <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 12 }} />
        )
      ) : (
        <div className="policy-packs">
          <nav aria-label={t('policy.packs-choose')}>
            {packs.map(one => (
              <button key={one.id} type="button" aria-current={one === pack} onClick={() => set('pack', one.id)}>
                <strong>{one.name}</strong>
                <small>{t('policy.packs-rules', { count: one.rules.length })}</small>
              </button>
            ))}
          </nav>
          <div className="policy-packs-select">
            <Select
              style={{ width: '100%' }}
              aria-label={t('policy.packs-choose')}
              value={pack.id}
              onChange={id => set('pack', id)}
              options={packs.map(one => ({ value: one.id, label: one.name }))}
            />
          </div>
          <ShownPack key={pack.id} pack={pack} confirmations={asked.data!.confirmations} />
        </div>
      )}
    </Page>
  )
}

function ShownPack({ pack, confirmations }: { pack: Pack; confirmations: Packs['confirmations'] }) {
  const t = useT()
  const own = confirmations.filter(one => one.pack === pack.id)
  return (
    <div>
      <Panel
        title={pack.name}
        extra={<span className="faint">{t('policy.packs-edition', { edition: pack.edition })}</span>}
      >
        <p>{pack.about}</p>
        <p className="policy-not-law">
          <Status feel="info">{t('policy.packs-not-law')}</Status>
        </p>
      </Panel>
      {pack.rules.length > 0 ? <Choice pack={pack} /> : <p className="muted">{t('policy.packs-none')}</p>}
      {pack.also.length > 0 && (
        <Panel title={t('policy.packs-also')}>
          <ul className="policy-also">
            {pack.also.map(item => (
              <li key={item.text}>
                {item.text}
                <SourceLine source={item.source} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {own.length > 0 && (
        <Panel title={t('policy.packs-confirmed')}>
          <ul className="policy-also">
            {own.map(one => (
              <li key={one.id}>
                {t('policy.packs-confirmed-by', { name: one.by.name, count: one.ruleIds.length })} <Time at={one.at} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  )
}

function Choice({ pack }: { pack: Pack }) {
  const t = useT()
  const language = useLanguage()
  const passing = useSay()
  const navigate = useNavigate()
  const policy = useAsk(readPolicy).data
  const draft = useAsk(readDraft).data?.draft
  const [chosen, setChosen] = useState<Record<string, Scope>>({})
  const [answers, setAnswers] = useState(false)
  const confirm = useDo(confirmPack, {
    onDone: ({ added }) => {
      passing.done(t('policy.packs-added', { count: added.length }))
      setChosen({})
      setAnswers(false)
      void navigate('/policy?show=draft')
    },
  })
  const idsOf = (content: { rules: { id: string }[] } | undefined) => new Set(content?.rules.map(rule => rule.id))
  const [inForce, inDraft] = [idsOf(policy?.content), idsOf(draft?.content)]
  const items = pack.rules.map(item => ({ ...item, rule: item.rule as Rule }))
  const picked = items.filter(item => chosen[item.rule.id])
  const lacksScope = picked.some(({ rule, needsScope }) => needsScope && Object.keys(chosen[rule.id]!).length === 0)
  const say = { t, language, names: {}, rules: [] }
  const whyNot = draft?.submitted
    ? t('policy.packs-waits')
    : picked.length === 0
      ? t('policy.packs-choose-first')
      : lacksScope
        ? t('policy.packs-scope-first')
        : answers
          ? null
          : t('policy.packs-answer-first')
  const toggle = (id: string) => setChosen(({ [id]: was, ...rest }) => (was ? rest : { ...rest, [id]: {} }))
  const send = () =>
    confirm.mutate({
      body: {
        pack: pack.id,
        rules: picked.map(({ rule: { id } }) => {
          const { tags, branchIds, campaignIds } = chosen[id]!
          return { id, ...(tags && { tags }), ...(branchIds && { branchIds }), ...(campaignIds && { campaignIds }) }
        }),
      },
    })
  return (
    <Panel title={t('policy.packs-add')}>
      <ul className="policy-pack-rules">
        {items.map(item => (
          <PackRule
            key={item.rule.id}
            item={item}
            sentence={sayRule(item.rule, say)}
            scope={sayScope(item.rule.scope, say).join(' · ')}
            state={inDraft.has(item.rule.id) ? 'in-draft' : inForce.has(item.rule.id) ? 'in-force' : null}
            chosen={chosen[item.rule.id] ?? null}
            onToggle={() => toggle(item.rule.id)}
            onScope={scope => setChosen(old => ({ ...old, [item.rule.id]: scope }))}
          />
        ))}
      </ul>
      <ProblemNote error={confirm.error} />
      <div className="policy-pack-foot">
        <Checkbox checked={answers} onChange={event => setAnswers(event.target.checked)}>
          {t('policy.packs-answer')}
        </Checkbox>
        <Button type="primary" needs={confirmPack} whyNot={whyNot} loading={confirm.isPending} onClick={send}>
          {t('policy.packs-confirm', { count: picked.length })}
        </Button>
      </div>
    </Panel>
  )
}
