terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.62"
    }
  }

  backend "s3" {
    bucket = "jobs-example-tfstate"
    key    = "prod/alb/terraform.tfstate"
    region = "ap-northeast-1"
  }
}

data "aws_vpc" "main" {
  tags = {
    Name = "jobs-main"
  }
}

data "aws_ec2_managed_prefix_list" "cloudfront" {
  name = "com.amazonaws.global.cloudfront.origin-facing"
}

resource "aws_security_group" "cloudfront_only" {
  name        = "cloudfront-only"
  description = "443 from CloudFront only"
  vpc_id      = data.aws_vpc.main.id

  ingress {
    description     = "CloudFront origin-facing"
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    prefix_list_ids = [data.aws_ec2_managed_prefix_list.cloudfront.id]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }

  tags = {
    Name      = "cloudfront-only"
    Env       = "prod"
    ManagedBy = "terraform"
  }
}

data "aws_subnets" "public" {
  filter {
    name   = "tag:Name"
    values = ["prod-public-*"]
  }
}

resource "aws_lb" "web_prod" {
  name               = "web-prod"
  load_balancer_type = "application"
  internal           = false
  security_groups    = [aws_security_group.cloudfront_only.id]
  subnets            = data.aws_subnets.public.ids
}

resource "aws_lb_target_group" "web_prod" {
  name        = "web-prod-tg"
  target_type = "ip"
  protocol    = "HTTP"
  port        = 80
  vpc_id      = data.aws_vpc.main.id

  health_check {
    protocol = "HTTP"
    path     = "/healthz"
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.web_prod.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = "arn:aws:acm:ap-northeast-1:123456789012:certificate/2a4986ce-c707-4607-9ab2-12f9c73282dd"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web_prod.arn
  }
}
