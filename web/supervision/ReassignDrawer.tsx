import { App, Form, Input, Radio, Select } from 'antd'
import { reassignFollowups } from '../../server/followups/steering-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { usePeople } from './people.ts'

type Given = GivenTo<typeof reassignFollowups>
export type Which = Given['body']['which']

interface Values {
  kind: 'person' | 'team'
  staffId?: string
  teamId?: string
  note?: string
}

interface ReassignDrawerProps {
  /** What is given away; `null` keeps the drawer closed. */
  which: Which | null
  onClose: () => void
  onDone: () => void
}

/** Gives follow-ups to a person or a team, and tells what was left alone and who has it. */
export function ReassignDrawer({ which, onClose, onDone }: ReassignDrawerProps) {
  const t = useT()
  const say = useSay()
  const { modal } = App.useApp()
  const told = (answer: AnswerOf<typeof reassignFollowups>) => {
    onDone()
    if (answer.inHandOf.length === 0 && answer.left === 0) return say.done(answer.sentence)
    modal.info({
      title: t('supervision.reassigned-title'),
      content: (
        <>
          <p>{answer.sentence}</p>
          {answer.inHandOf.map(row => (
            <p key={row.id} className="muted">
              {t('supervision.in-hand-of', { customer: row.customerName, agent: row.agentName })}
            </p>
          ))}
        </>
      ),
    })
  }
  return (
    <FormDrawer<Values, Given, AnswerOf<typeof reassignFollowups>>
      title={t('supervision.reassign')}
      submit={t('supervision.reassign')}
      open={which !== null}
      onClose={onClose}
      action={useDo(reassignFollowups, { topics: ['followups', 'reports'] })}
      given={({ kind, staffId, teamId, note }) => ({
        body: {
          which: which ?? { ids: [] },
          to: kind === 'team' ? { teamId: teamId ?? '' } : { staffId: staffId ?? '' },
          note: note ?? '',
        },
      })}
      initial={{ kind: 'person' }}
      onDone={told}
    >
      <p className="drawer-note">
        {t(which && 'filter' in which ? 'supervision.reassign-filter-hint' : 'supervision.reassign-hint')}
      </p>
      {which && <Fields />}
    </FormDrawer>
  )
}

function Fields() {
  const t = useT()
  const { workers, teams } = usePeople()
  const kind = Form.useWatch<Values['kind']>('kind')
  return (
    <>
      <Form.Item name="kind" label={t('supervision.reassign-to')}>
        <Radio.Group
          optionType="button"
          options={[
            { value: 'person', label: t('supervision.to-person') },
            { value: 'team', label: t('supervision.to-team') },
          ]}
        />
      </Form.Item>
      {kind === 'team' ? (
        <Form.Item name="teamId" label={t('supervision.team')} rules={[{ required: true }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={teams} />
        </Form.Item>
      ) : (
        <Form.Item name="staffId" label={t('supervision.person')} rules={[{ required: true }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={workers} />
        </Form.Item>
      )}
      <Form.Item name="note" label={`${t('supervision.note')} (${t('supervision.optional')})`}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Form.Item>
    </>
  )
}
