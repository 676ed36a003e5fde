import { Form, Input, Select } from 'antd'
import { assignCase } from '../../server/cases/contract.ts'
import { listBranches, listStaff } from '../../server/people/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import type { CaseFile } from './CasePage.tsx'
import { ownersFor } from './case-owners.ts'

type Given = GivenTo<typeof assignCase>

/** Gives a case to a colleague, with a word. */
export function AssignCase({ open, onClose, file }: { open: boolean; onClose: () => void; file: CaseFile }) {
  const t = useT()
  const say = useSay()
  const branches = useAsk(listBranches, {}, { when: open }).data?.items
  const staff = useAsk(listStaff, {}, { when: open }).data?.items
  const owners = ownersFor(file.branch.id, branches ?? [], staff ?? []).filter(({ id }) => id !== file.owner.id)
  const nobody = Boolean(branches && staff) && owners.length === 0
  return (
    <FormDrawer<Given['body'], Given, AnswerOf<typeof assignCase>>
      title={t('supervision.assign')}
      submit={t('supervision.assign')}
      open={open}
      onClose={onClose}
      action={useDo(assignCase)}
      given={body => ({ params: { id: file.id }, body })}
      onDone={({ owner }) => say.done(t('supervision.assigned', { name: owner.name }))}
    >
      <Form.Item
        name="ownerId"
        label={t('supervision.assign-to')}
        extra={t(nobody ? 'supervision.nobody-else' : 'supervision.assign-owners')}
        rules={[{ required: true }]}
      >
        <Select
          loading={!staff || !branches}
          showSearch={{ optionFilterProp: 'label' }}
          options={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="note" label={`${t('supervision.assign-note')} (${t('supervision.optional')})`}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} />
      </Form.Item>
    </FormDrawer>
  )
}
