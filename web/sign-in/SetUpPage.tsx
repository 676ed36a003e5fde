import { Button, Form, Input } from 'antd'
import { Navigate, useNavigate } from 'react-router'
import { setUp, setUpState, signIn } from '../../server/people/contract.ts'
import { call, type GivenTo } from '../kit/api.ts'
import { answers, useAsk, useDo } from '../kit/ask.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { Doorstep } from './Doorstep.tsx'

type Founder = GivenTo<typeof setUp>['body']

/** The very first visit: creates the organisation and its owner, and signs him in. */
export function SetUpPage() {
  const t = useT()
  const navigate = useNavigate()
  const { data } = useAsk(setUpState)
  const create = useDo(setUp, {
    topics: [],
    onDone: async (_, { body: { email, password } }) => {
      await call(signIn, { body: { email, password } })
      answers.clear()
      void navigate('/', { replace: true })
    },
  })
  if (data && !data.needed && !create.isSuccess) return <Navigate to="/sign-in" replace />
  return (
    <Doorstep title={t('signIn.set-up')} hint={t('signIn.set-up-hint')}>
      <Form<Founder>
        layout="vertical"
        requiredMark={false}
        onFinish={body => create.mutate({ body })}
        validateMessages={{ required: t('kit.required'), types: { email: t('kit.email') } }}
      >
        <ProblemNote error={create.error} />
        <Form.Item name="organisation" label={t('signIn.organisation')} rules={[{ required: true }]}>
          <Input autoFocus autoComplete="organization" maxLength={200} />
        </Form.Item>
        <Form.Item name="serviceNumber" label={t('signIn.service-number')} extra={t('signIn.service-number-hint')}>
          <Input inputMode="tel" maxLength={30} />
        </Form.Item>
        <Form.Item name="name" label={t('signIn.name')} rules={[{ required: true }]}>
          <Input autoComplete="name" maxLength={100} />
        </Form.Item>
        <Form.Item name="email" label={t('signIn.email')} rules={[{ required: true, type: 'email' }]}>
          <Input autoComplete="username" inputMode="email" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('signIn.password')}
          extra={t('signIn.password-hint')}
          rules={[{ required: true }, { min: 8, message: t('signIn.password-hint') }]}
        >
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <Button type="primary" size="large" block htmlType="submit" loading={create.isPending}>
          {t('signIn.create')}
        </Button>
      </Form>
    </Doorstep>
  )
}
