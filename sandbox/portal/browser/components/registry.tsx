// The look-alikes by the names under which extensions ask for them.

import { createController } from '@remote-ui/react/host';
import type { Controller } from '@remote-ui/react/host';
import type { ComponentType, ReactNode } from 'react';
import {
  Button,
  ButtonRow,
  Dropdown,
  DropdownButtonItem,
  Link,
  LoadingButton,
  StatusTag,
  Tag,
} from './actions.tsx';
import { BarChart, LineChart } from './charts.tsx';
import { Checkbox, MultiSelect, RadioButton, Select, Toggle, ToggleGroup } from './choices.tsx';
import { DateInput, TimeInput } from './dates.tsx';
import { DialogBody, DialogFooter, Modal, Panel, PanelSection, Tooltip } from './dialogs.tsx';
import {
  Alert,
  EmptyState,
  ErrorState,
  LoadingSpinner,
  ProgressBar,
  ScoreCircle,
  StepIndicator,
} from './feedback.tsx';
import { CurrencyInput, Form, Input, NumberInput, SearchInput, TextArea } from './inputs.tsx';
import {
  Accordion,
  AutoGrid,
  Box,
  Card,
  Divider,
  Flex,
  Inline,
  List,
  Spacer,
  Stack,
  Tile,
} from './layout.tsx';
import { Icon, Illustration, Image } from './pictures.tsx';
import {
  Tab,
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
  Tabs,
} from './tables.tsx';
import {
  DescriptionList,
  DescriptionListItem,
  Heading,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  Text,
} from './text.tsx';

const known = {
  Accordion,
  Alert,
  AutoGrid,
  BarChart,
  Box,
  Button,
  ButtonRow,
  Card,
  Checkbox,
  CurrencyInput,
  DateInput,
  DescriptionList,
  DescriptionListItem,
  Divider,
  Dropdown,
  DropdownButtonItem,
  EmptyState,
  ErrorState,
  Flex,
  Form,
  Heading,
  Icon,
  Illustration,
  Image,
  Inline,
  Input,
  LineChart,
  Link,
  List,
  LoadingButton,
  LoadingSpinner,
  Modal,
  ModalBody: DialogBody,
  ModalFooter: DialogFooter,
  MultiSelect,
  NumberInput,
  Panel,
  PanelBody: DialogBody,
  PanelFooter: DialogFooter,
  PanelSection,
  ProgressBar,
  RadioButton,
  ScoreCircle,
  SearchInput,
  Select,
  Spacer,
  Stack,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  StatusTag,
  StepIndicator,
  StepperInput: NumberInput,
  Tab,
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
  Tabs,
  Tag,
  Text,
  TextArea,
  Textarea: TextArea,
  Tile,
  TimeInput,
  Toggle,
  ToggleGroup,
  Tooltip,
};

/** An extension that asks for a component we have no look-alike of shows where it would be. */
function placeholderOf(name: string): ComponentType {
  const Placeholder = ({ children }: { readonly children?: ReactNode }) => (
    <div className="hs-placeholder">
      <span>{name}</span>
      {children}
    </div>
  );
  return Placeholder;
}

const standard = createController(known);
const placeholders = new Map<string, ComponentType>();

/** Draws a remote tree with the look-alikes. */
export const controller: Controller = {
  ...standard,
  get(name) {
    if (Object.hasOwn(known, name)) return standard.get(name);
    const placeholder = placeholders.get(name) ?? placeholderOf(name);
    placeholders.set(name, placeholder);
    return placeholder;
  },
};
