import { Form, Input, Select } from 'antd'
import { undoCustomerBatch } from '../../server/customers/list-contract.ts'
import { renameTag } from '../../server/customers/tags-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { TagMark } from './marks.tsx'
import type { TagUse } from './TagsPage.tsx'

type Given = GivenTo<typeof renameTag>

interface RenameTagProps {
  tag: TagUse
  /** Into another tag, instead of to a new name. */
  merge: boolean
  others: readonly TagUse[]
  open: boolean
  onClose: () => void
}

/** Another name for a tag, or one tag of two, for everyone who carries it. */
export function RenameTag({ tag, merge, others, open, onClose }: RenameTagProps) {
  const t = useT()
  const say = useSay()
  const undo = useDo(undoCustomerBatch, { onDone: () => say.done(t('customers.batch-undone')) })
  const onDone = ({ batch }: AnswerOf<typeof renameTag>) => {
    if (batch.state === 'running') return say.done(t('customers.tag-going-on'))
    const back = () => undo.mutate({ params: { id: batch.id } }, { onError: say.problem })
    say.done(t('customers.tag-done', { count: batch.changed }), batch.undoable ? back : undefined)
  }
  const title = t(merge ? 'customers.tag-merge-of' : 'customers.tag-rename-of', { name: tag.name })
  return (
    <FormDrawer<{ to: string }, Given, AnswerOf<typeof renameTag>>
      title={title}
      open={open}
      onClose={onClose}
      submit={t(merge ? 'customers.tag-merge' : 'customers.tag-rename')}
      action={useDo(renameTag)}
      given={({ to }) => ({ body: { name: tag.name, to, merge } })}
      onDone={onDone}
    >
      <Form.Item
        name="to"
        label={t(merge ? 'customers.tag-into' : 'customers.tag-new-name')}
        rules={[{ required: true, whitespace: true }]}
        extra={t('customers.tag-rename-hint')}
      >
        {merge ? (
          <Select
            showSearch
            options={others.map(({ name, colour }) => ({
              value: name,
              label: <TagMark name={name} colour={colour} />,
            }))}
          />
        ) : (
          <Input maxLength={30} />
        )}
      </Form.Item>
    </FormDrawer>
  )
}
