import { Button, Form, Input } from 'antd'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { signIn } from '../../server/people/contract.ts'
import { useDo } from '../kit/ask.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'

interface Login {
  email: string
  password: string
}

interface SignInFormProps {
  /** Filled in by a demo login or by who was signed in before. */
  filled?: Partial<Login>
  onSignedIn: () => void
}

/** E-mail and password; keeps both when they are refused. */
export function SignInForm({ filled, onSignedIn }: SignInFormProps) {
  const t = useT()
  const [form] = Form.useForm<Login>()
  const enter = useDo(signIn, { topics: [], onDone: onSignedIn })
  useEffect(() => {
    if (!filled) return
    form.setFieldsValue(filled)
    form.getFieldInstance('password')?.focus()
  }, [filled, form])
  return (
    <Form<Login>
      form={form}
      name="sign-in"
      layout="vertical"
      requiredMark={false}
      onFinish={body => enter.mutate({ body })}
      validateMessages={{ required: t('kit.required') }}
    >
      <ProblemNote error={enter.error} />
      <Form.Item name="email" label={t('signIn.email')} rules={[{ required: true }]}>
        <Input size="large" autoComplete="username" inputMode="email" autoFocus={!filled} />
      </Form.Item>
      <Form.Item name="password" label={t('signIn.password')} rules={[{ required: true }]}>
        <Input.Password size="large" autoComplete="current-password" autoFocus={filled !== undefined} />
      </Form.Item>
      <Button type="primary" size="large" block htmlType="submit" loading={enter.isPending}>
        {t('signIn.sign-in')}
      </Button>
      <p style={{ marginTop: 12 }}>
        <Link to="/forgot">{t('signIn.forgot')}</Link>
      </p>
    </Form>
  )
}
