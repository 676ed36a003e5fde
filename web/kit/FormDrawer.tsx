import type { UseMutationResult } from '@tanstack/react-query'
import { Drawer, Form, type FormInstance } from 'antd'
import { type ReactNode, useEffect, useId } from 'react'
import type { Problem } from './api.ts'
import { Button } from './Button.tsx'
import { ProblemNote } from './Problem.tsx'
import { useT } from './words.ts'

interface FormDrawerProps<Values extends object, GivenValues, Answer> {
  title: string
  open: boolean
  onClose: () => void
  /** What the button at the end says: the verb of the action. */
  submit: string
  /** From `useDo`. The drawer closes when it has succeeded and keeps everything typed when it has not. */
  action: UseMutationResult<Answer, Problem, GivenValues>
  /** Turns the fields into what the endpoint is given. */
  given: (values: Values) => GivenValues
  initial?: Partial<Values>
  onDone?: (answer: Answer) => void
  width?: number
  /** Ant Design `Form.Item`s, named as in `Values`; or a function of the form, for fields that depend on others. */
  children: ReactNode | ((form: FormInstance<Values>) => ReactNode)
}

/** The one form drawer. Typed text survives a refusal and an accidental close; wrong fields are marked where they are. */
export function FormDrawer<Values extends object, GivenValues, Answer>(
  props: FormDrawerProps<Values, GivenValues, Answer>,
) {
  const { title, open, onClose, submit, action, given, initial, onDone, width = 440, children } = props
  const t = useT()
  const [form] = Form.useForm<Values>()
  const { reset } = action
  useEffect(() => {
    if (open) reset()
  }, [open, reset])

  const send = (values: Values) =>
    action.mutate(given(values), {
      onSuccess: answer => {
        onClose()
        form.resetFields()
        onDone?.(answer)
      },
      onError: problem => {
        const fields = problem.fields.map(path => ({ name: path.split('.'), errors: [t('kit.check-field')] }))
        form.setFields(fields as never)
      },
    })

  return (
    <Drawer
      title={title}
      open={open}
      onClose={onClose}
      size={width}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      footer={
        <div className="drawer-foot">
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
          <Button type="primary" loading={action.isPending} onClick={form.submit}>
            {submit}
          </Button>
        </div>
      }
    >
      <Form<Values>
        form={form}
        // Forms of one page may have fields of the same name.
        name={useId()}
        layout="vertical"
        initialValues={initial}
        onFinish={send}
        requiredMark={false}
        scrollToFirstError
        validateMessages={{ required: t('kit.required'), types: { email: t('kit.email') } }}
      >
        <ProblemNote error={action.error} />
        {typeof children === 'function' ? children(form) : children}
        {/* Enter in a field submits only where the form owns a submit button. */}
        <button type="submit" hidden />
      </Form>
    </Drawer>
  )
}
