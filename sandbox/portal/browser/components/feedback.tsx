import type {
  AlertProps,
  EmptyStateProps,
  ErrorStateProps,
  LoadingSpinnerProps,
  ProgressBarProps,
  ScoreProps,
  StepIndicatorProps,
} from '@hubspot/ui-extensions';
import { classes, sizeName } from './sizes.ts';
import { Picture } from './pictures.tsx';

export const Alert = ({ title, variant = 'info', testId, children }: AlertProps) => (
  <div
    className={`hs-alert hs-alert-${variant === 'error' ? 'danger' : variant}`}
    role={variant === 'error' || variant === 'danger' ? 'alert' : 'status'}
    data-testid={testId}
  >
    <strong>{title}</strong>
    {children === undefined ? null : <div>{children}</div>}
  </div>
);

export const EmptyState = ({
  title,
  layout = 'vertical',
  imageName,
  imageWidth = 160,
  reverseOrder = false,
  flush = false,
  testId,
  children,
}: EmptyStateProps) => (
  <div
    className={classes('hs-empty', `hs-empty-${layout}`, reverseOrder && 'hs-reversed', flush && 'hs-flush')}
    data-testid={testId}
  >
    <Picture name={imageName ?? 'object'} width={imageWidth} />
    <div>
      {title === undefined ? null : <h3>{title}</h3>}
      {children}
    </div>
  </div>
);

export const ErrorState = ({ title, type = 'error', testId, children }: ErrorStateProps) => (
  <div className="hs-empty hs-empty-vertical" role="alert" data-testid={testId}>
    <Picture name={type === 'lock' ? 'lock' : 'warning'} width={120} />
    <div>
      {title === undefined ? null : <h3>{title}</h3>}
      {children}
    </div>
  </div>
);

export const LoadingSpinner = ({
  label,
  showLabel = false,
  size,
  layout = 'inline',
  testId,
}: LoadingSpinnerProps) => (
  <div className={`hs-loading hs-loading-${layout}`} role="status" data-testid={testId}>
    <i className={`hs-spinner hs-spinner-${sizeName(size, 'sm')}`} aria-hidden="true" />
    <span className={showLabel ? '' : 'hidden'}>{label}</span>
  </div>
);

export function ProgressBar(props: ProgressBarProps) {
  const { title, value = 0, valueDescription, variant = 'success', showPercentage = false, testId } = props;
  const most = props.maxValue ?? props.valueMax ?? 100;
  const percent = most <= 0 ? 0 : Math.min(100, Math.round((100 * value) / most));
  return (
    <div className={`hs-progress hs-progress-${variant}`} data-testid={testId}>
      <div className="hs-progress-head">
        <span>{title}</span>
        {showPercentage ? <span>{percent} %</span> : null}
      </div>
      <div
        className="hs-progress-track"
        role="progressbar"
        aria-label={props['aria-label'] ?? title ?? valueDescription ?? `${percent} %`}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
      {valueDescription === undefined ? null : <span className="hs-microcopy">{valueDescription}</span>}
    </div>
  );
}

export const StepIndicator = ({
  stepNames,
  currentStep = 0,
  direction = 'horizontal',
  variant = 'default',
  onClick,
  testId,
}: StepIndicatorProps) => (
  <ol className={`hs-steps hs-steps-${direction} hs-steps-${variant}`} data-testid={testId}>
    {stepNames.map((name, index) => (
      <li
        key={name}
        className={classes(index < currentStep && 'done', index === currentStep && 'current')}
        aria-current={index === currentStep ? 'step' : undefined}
      >
        {onClick ? (
          <button type="button" onClick={() => onClick(index)}>
            {name}
          </button>
        ) : (
          <span>{name}</span>
        )}
      </li>
    ))}
  </ol>
);

export const ScoreCircle = ({ score }: ScoreProps) => <span className="hs-score">{score}</span>;
